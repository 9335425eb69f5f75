import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a member who cannot register for a series, or cancel. */
export const seriesWording = {
  noSeries: {
    NL: "Er is geen reeks met deze id.",
    FR: "Il n'y a pas de série avec cet identifiant.",
    EN: "There is no series with this id.",
  },
  noGatheringOfIt: {
    NL: "is geen bijeenkomst van deze reeks: kijk de id na.",
    FR: "n'est pas une rencontre de cette série : vérifiez l'identifiant.",
    EN: "is not a gathering of this series: check the id.",
  },
  noneOpen: {
    NL: "Voor geen enkele bijeenkomst van deze reeks kun je je nog inschrijven.",
    FR: "Les inscriptions sont closes pour toutes les rencontres de cette série.",
    EN: "Registration has closed for all gatherings of this series.",
  },
  registered: {
    NL: "Je bent al ingeschreven voor alle bijeenkomsten van deze reeks die je koos.",
    FR: "Vous êtes déjà inscrit(e) à toutes les rencontres de cette série que vous avez choisies.",
    EN: "You are already registered for all gatherings of this series that you chose.",
  },
  notRegistered: {
    NL: "Je bent niet ingeschreven voor deze reeks.",
    FR: "Vous n'êtes pas inscrit(e) à cette série.",
    EN: "You are not registered for this series.",
  },
} satisfies Record<string, Wording>;
