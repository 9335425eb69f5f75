import type { OtherWords } from "../../../import/cells/cells.js";
import type { GatheringFormat, GatheringStatus, RegistrationStatus } from "../gathering.enums.js";

/** What lists of others write for a choice, in Dutch, French and English. */
export const formatWords: OtherWords<GatheringFormat> = {
  OPEN_EXCHANGE: ["open uitwisseling", "uitwisseling", "échange ouvert", "échange"],
  IDEA: ["idee", "idee centraal", "idée", "idée centrale"],
  TRY_OUT: ["probeersel", "uitproberen", "essai", "experiment"],
  QUESTION: ["vraag", "vraag centraal"],
  SHOWCASE: ["toonmoment", "démonstration", "présentation", "demo"],
  LEARNING_SESSION: ["leersessie", "opleiding", "session d'apprentissage", "formation", "training"],
};

export const registrationWords: OtherWords<Extract<RegistrationStatus, "GOING" | "WAITLISTED" | "CANCELLED">> = {
  GOING: [
    "ingeschreven",
    "komt",
    "gaat",
    "bevestigd",
    "inscrit",
    "inscrite",
    "confirmé",
    "registered",
    "confirmed",
    "ja",
    "oui",
    "yes",
  ],
  WAITLISTED: ["wachtlijst", "op de wachtlijst", "liste d'attente", "en attente", "waiting list", "waitlist"],
  CANCELLED: ["geannuleerd", "afgemeld", "uitgeschreven", "annulé", "désinscrit", "canceled", "nee", "non", "no"],
};

export const statusWords: OtherWords<GatheringStatus.SCHEDULED | GatheringStatus.CANCELLED> = {
  SCHEDULED: ["gepland", "gaat door", "planifié", "planned", "confirmed"],
  CANCELLED: ["afgelast", "geannuleerd", "gaat niet door", "annulé", "canceled"],
};
