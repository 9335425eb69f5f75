import type { Wording } from "../../core/texts/wording.js";

/** What the service says when a member cannot register for a gathering, or cancel. */
export const gatheringWording = {
  noGathering: {
    NL: "Er is geen bijeenkomst met deze id.",
    FR: "Il n'y a pas de rencontre avec cet identifiant.",
    EN: "There is no gathering with this id.",
  },
  registered: {
    NL: "Je bent al ingeschreven voor deze bijeenkomst.",
    FR: "Vous êtes déjà inscrit(e) à cette rencontre.",
    EN: "You have registered for this gathering already.",
  },
  notRegistered: {
    NL: "Je bent niet ingeschreven voor deze bijeenkomst.",
    FR: "Vous n'êtes pas inscrit(e) à cette rencontre.",
    EN: "You have no registration for this gathering.",
  },
  attended: {
    NL: "Je was op deze bijeenkomst aanwezig: je kunt je inschrijving niet meer annuleren.",
    FR: "Vous étiez présent(e) à cette rencontre : l'inscription ne peut plus être annulée.",
    EN: "You were seen at this gathering: it cannot be cancelled any more.",
  },
  cancelled: {
    NL: "Deze bijeenkomst is geannuleerd.",
    FR: "Cette rencontre a été annulée.",
    EN: "This gathering was cancelled.",
  },
  over: {
    NL: "Deze bijeenkomst is voorbij.",
    FR: "Cette rencontre est terminée.",
    EN: "This gathering is over.",
  },
} satisfies Record<string, Wording>;
