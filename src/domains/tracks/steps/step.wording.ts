import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a step that a learning track cannot have, or that cannot be marked. */
export const stepWording = {
  noStep: {
    NL: "Er is geen stap met deze id.",
    FR: "Il n'y a pas d'étape avec cet identifiant.",
    EN: "There is no step with this id.",
  },
  noOwnStep: {
    NL: "is geen stap van dit leertraject: laat de id weg voor een nieuwe stap.",
    FR: "n'est pas une étape de ce parcours : omettez l'identifiant pour une nouvelle étape.",
    EN: "is no step of this learning track: leave the id out for a new step.",
  },
  stepTwice: {
    NL: "staat er twee keer: noem elke stap één keer.",
    FR: "figure deux fois : nommez chaque étape une seule fois.",
    EN: "is there twice: name each step once.",
  },
  meetingTwice: {
    NL: "staat al in een andere stap: gebruik elke bijeenkomst en elke reeks één keer.",
    FR: "figure déjà dans une autre étape : utilisez chaque rencontre et chaque série une seule fois.",
    EN: "is already in another step: use each gathering and each series once.",
  },
  otherKind: {
    NL: "kan niet veranderen: laat de id weg om er een nieuwe stap van te maken.",
    FR: "ne peut pas changer : omettez l'identifiant pour en faire une nouvelle étape.",
    EN: "cannot change: leave the id out to make it a new step.",
  },
  titleRequired: {
    NL: "is nodig: geef leesstof of een opdracht een titel.",
    FR: "est requis : donnez un titre à la lecture ou au travail.",
    EN: "is required: give a reading or an assignment a title.",
  },
  linkRequired: {
    NL: "is nodig: geef leesstof of een opdracht een link.",
    FR: "est requis : donnez un lien à la lecture ou au travail.",
    EN: "is required: give a reading or an assignment a link.",
  },
  noLink: {
    NL: "is geen webadres: geef een volledig adres dat met https:// begint.",
    FR: "n'est pas une adresse web : donnez une adresse complète qui commence par https://.",
    EN: "is no web address: give a full address that begins with https://.",
  },
  onlyGathering: {
    NL: "kan alleen bij een stap van de soort GATHERING.",
    FR: "n'est possible que pour une étape du type GATHERING.",
    EN: "is only for a step of the kind GATHERING.",
  },
  onlySeries: {
    NL: "kan alleen bij een stap van de soort SERIES.",
    FR: "n'est possible que pour une étape du type SERIES.",
    EN: "is only for a step of the kind SERIES.",
  },
  meetingRequired: {
    NL: "is nodig in een gepubliceerd leertraject: kies een bijeenkomst of een reeks.",
    FR: "est requis dans un parcours publié : choisissez une rencontre ou une série.",
    EN: "is required in a published learning track: choose a gathering or a series.",
  },
  stepRequired: {
    NL: "is leeg: een gepubliceerd leertraject heeft minstens één stap.",
    FR: "est vide : un parcours publié a au moins une étape.",
    EN: "is empty: a published learning track has at least one step.",
  },
  noGathering: {
    NL: "noemt een bijeenkomst die er niet is.",
    FR: "nomme une rencontre qui n'existe pas.",
    EN: "names a gathering that does not exist.",
  },
  notScheduled: {
    NL: "noemt een bijeenkomst die niet doorgaat: kies een andere.",
    FR: "nomme une rencontre qui n'a pas lieu : choisissez-en une autre.",
    EN: "names a gathering that does not take place: choose another.",
  },
  noSeries: {
    NL: "noemt een reeks die er niet is.",
    FR: "nomme une série qui n'existe pas.",
    EN: "names a series that does not exist.",
  },
  nothingScheduled: {
    NL: "noemt een reeks waarvan geen bijeenkomst doorgaat: kies een andere.",
    FR: "nomme une série dont aucune rencontre n'a lieu : choisissez-en une autre.",
    EN: "names a series of which no gathering takes place: choose another.",
  },
  minAttendedRange: {
    NL: "moet tussen 1 en 100 liggen.",
    FR: "doit être compris entre 1 et 100.",
    EN: "must be between 1 and 100.",
  },
  notMarked: {
    NL: "is een bijeenkomst of een reeks: die stap is gezet door er aanwezig te zijn.",
    FR: "est une rencontre ou une série : cette étape est faite par la présence.",
    EN: "is a gathering or a series: that step is done by being there.",
  },
} satisfies Record<string, Wording>;

export const tooManySteps = (max: number): Wording => ({
  NL: `heeft te veel stappen: geef er hoogstens ${max}.`,
  FR: `a trop d'étapes : donnez-en au maximum ${max}.`,
  EN: `has too many steps: give at most ${max}.`,
});
