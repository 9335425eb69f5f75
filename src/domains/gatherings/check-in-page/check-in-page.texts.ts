import { Language } from "../../../core/texts/language.js";
import { maxFound, minLetters } from "./participants.js";

interface CheckInPageTexts {
  title: string;
  code: string;
  name: string;
  checkIn: string;
  search: string;
  undo: string;
  /** Of somebody on the waiting list. */
  letIn: string;
  waits: string;
  hereSince: (time: string) => string;
  checkedIn: (name: string) => string;
  undone: (name: string) => string;
  results: string;
  more: string;
  problems: Record<CheckInProblem, string>;
  notYet: (date: string) => string;
  problemTitle: string;
}

export type CheckInProblem = "NO_CODE" | "NO_NAME" | "SHORT_NAME" | "ALREADY" | "GONE" | "TRY_AGAIN" | "VOID";

export const checkInPageTexts: Record<Language, CheckInPageTexts> = {
  [Language.NL]: {
    title: "Aanmelden",
    code: "Code van de deelnemer",
    name: "Naam",
    checkIn: "Aanmelden",
    search: "Zoeken",
    undo: "Ongedaan maken",
    letIn: "Toch binnenlaten",
    waits: "staat op de wachtlijst",
    hereSince: (time) => `is er sinds ${time}`,
    checkedIn: (name) => `${name} is aangemeld.`,
    undone: (name) => `${name} is niet meer aangemeld.`,
    results: "Gevonden",
    more: `Er zijn er meer dan ${maxFound}: typ meer letters van de naam.`,
    problems: {
      NO_CODE: "Deze code hoort bij geen inschrijving voor deze bijeenkomst. Kijk ze na, of zoek op naam.",
      NO_NAME: "Niemand met deze naam is ingeschreven. Kijk na hoe je de naam schrijft.",
      SHORT_NAME: `Typ minstens ${minLetters} letters van de naam.`,
      ALREADY: "Deze persoon was al aangemeld.",
      GONE: "Deze inschrijving is intussen veranderd. Zoek opnieuw.",
      TRY_AGAIN: "Er kwamen te veel vragen na elkaar. Wacht even en probeer opnieuw.",
      VOID: "Deze pagina bestaat niet, of niet meer. Vraag de gastheer of gastvrouw om een nieuw adres.",
    },
    notYet: (date) => `Aanmelden kan op de dag van de bijeenkomst, vanaf ${date}.`,
    problemTitle: "Dat lukt niet",
  },
  [Language.FR]: {
    title: "Enregistrement",
    code: "Code du participant",
    name: "Nom",
    checkIn: "Enregistrer",
    search: "Chercher",
    undo: "Annuler",
    letIn: "Laisser entrer",
    waits: "est sur la liste d'attente",
    hereSince: (time) => `est là depuis ${time}`,
    checkedIn: (name) => `${name} : présence enregistrée.`,
    undone: (name) => `${name} : présence annulée.`,
    results: "Résultats",
    more: `Il y en a plus de ${maxFound} : tapez plus de lettres du nom.`,
    problems: {
      NO_CODE: "Ce code ne correspond à aucune inscription à cette rencontre. Vérifiez-le, ou cherchez par nom.",
      NO_NAME: "Personne de ce nom n'est inscrit. Vérifiez l'orthographe.",
      SHORT_NAME: `Tapez au moins ${minLetters} lettres du nom.`,
      ALREADY: "Cette personne était déjà enregistrée.",
      GONE: "Cette inscription a changé entre-temps. Cherchez à nouveau.",
      TRY_AGAIN: "Il y a eu trop de demandes à la suite. Attendez un instant, puis réessayez.",
      VOID: "Cette page n'existe pas, ou plus. Demandez une nouvelle adresse à l'hôte de la rencontre.",
    },
    notYet: (date) => `L'enregistrement est possible le jour de la rencontre, à partir du ${date}.`,
    problemTitle: "Cela ne fonctionne pas",
  },
  [Language.EN]: {
    title: "Check-in",
    code: "Code of the participant",
    name: "Name",
    checkIn: "Check in",
    search: "Search",
    undo: "Undo",
    letIn: "Let in all the same",
    waits: "is on the waiting list",
    hereSince: (time) => `is here since ${time}`,
    checkedIn: (name) => `${name} is checked in.`,
    undone: (name) => `${name} is not checked in any more.`,
    results: "Found",
    more: `There are more than ${maxFound}: type more letters of the name.`,
    problems: {
      NO_CODE: "This code belongs to no registration for this gathering. Check it, or search by name.",
      NO_NAME: "Nobody with this name is registered. Check how the name is written.",
      SHORT_NAME: `Type at least ${minLetters} letters of the name.`,
      ALREADY: "This person was checked in already.",
      GONE: "This registration has changed meanwhile. Search again.",
      TRY_AGAIN: "There were too many requests in a row. Wait a moment, then try again.",
      VOID: "This page does not exist, or not any more. Ask the host of the gathering for a new address.",
    },
    notYet: (date) => `Participants can be checked in on the day of the gathering, from ${date}.`,
    problemTitle: "That does not work",
  },
};
