import type { Wording } from "../../../core/texts/wording.js";

/** Messages for hosts who decide about registrations. */
export const decisionWording = {
  noRegistration: {
    NL: "Geen inschrijving waarover je kunt beslissen heeft deze id.",
    FR: "Aucune inscription dont vous pouvez décider n'a cet identifiant.",
    EN: "No registration that you may decide about has this id.",
  },
  notToCome: {
    NL: "Deze bijeenkomst is niet gepland of al voorbij.",
    FR: "Cette rencontre n'est pas planifiée ou est déjà terminée.",
    EN: "This gathering is not scheduled, or is over.",
  },
  checkedIn: {
    NL: "Deze deelnemer is al aangemeld: maak dat eerst ongedaan.",
    FR: "Cette personne est déjà arrivée : annulez d'abord son enregistrement.",
    EN: "This participant has checked in: undo that first.",
  },
  cancelled: {
    NL: "Deze inschrijving is geannuleerd: nodig het lid uit.",
    FR: "Cette inscription a été annulée : invitez le membre.",
    EN: "This registration was cancelled: invite the member.",
  },
  listGoesOn: {
    NL: "De wachtlijst loopt nog vanzelf: verhoog het aantal plaatsen, of laat de wachtlijst eerder sluiten.",
    FR: "La liste d'attente avance encore d'elle-même : augmentez le nombre de places, ou fermez-la plus tôt.",
    EN: "The waiting list still moves by itself: raise the number of places, or close the list earlier.",
  },
  full: {
    NL: "Alle plaatsen zijn ingenomen: verhoog eerst het aantal plaatsen.",
    FR: "Toutes les places sont prises : augmentez d'abord leur nombre.",
    EN: "All places are taken: raise their number first.",
  },
  reasonOfAccepted: {
    NL: "gaat alleen samen met een weigering: laat het weg.",
    FR: "ne va qu'avec un refus : omettez-la.",
    EN: "goes with a decline alone: leave it out.",
  },
  nobody: {
    NL: "moet minstens één lid noemen.",
    FR: "doit nommer au moins un membre.",
    EN: "must name at least one member.",
  },
  tooMany: (max: number): Wording => ({
    NL: `mag hoogstens ${max} leden noemen: nodig de anderen daarna uit.`,
    FR: `peut nommer au plus ${max} membres : invitez les autres ensuite.`,
    EN: `must name at most ${max} members: invite the others afterwards.`,
  }),
  noMember: {
    NL: "is niet de id van een lid: kijk de id na.",
    FR: "n'est pas l'identifiant d'un membre : vérifiez-le.",
    EN: "is not the id of a member: check it.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
