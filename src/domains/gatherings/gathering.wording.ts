import type { Wording } from "../../core/texts/wording.js";

/** Messages for a member who cannot register for a gathering, cancel, or say what came of it. */
export const gatheringWording = {
  noGathering: {
    NL: "Er is geen bijeenkomst met deze id.",
    FR: "Il n'y a pas de rencontre avec cet identifiant.",
    EN: "There is no gathering with this id.",
  },
  registered: {
    NL: "Je bent al ingeschreven voor deze bijeenkomst.",
    FR: "Vous êtes déjà inscrit(e) à cette rencontre.",
    EN: "You are already registered for this gathering.",
  },
  notRegistered: {
    NL: "Je bent niet ingeschreven voor deze bijeenkomst.",
    FR: "Vous n'êtes pas inscrit(e) à cette rencontre.",
    EN: "You are not registered for this gathering.",
  },
  attended: {
    NL: "Je was op deze bijeenkomst aanwezig: je kunt je inschrijving niet meer annuleren.",
    FR: "Vous étiez présent(e) à cette rencontre : vous ne pouvez plus annuler votre inscription.",
    EN: "You attended this gathering: you can no longer cancel your registration.",
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
  invitationRequired: {
    NL: "Voor deze bijeenkomst heb je een uitnodiging nodig: vraag er een aan de gastheer of gastvrouw.",
    FR: "Il faut une invitation pour cette rencontre : demandez-en une à l'hôte.",
    EN: "This gathering needs an invitation: ask a host for one.",
  },
  closed: {
    NL: "De inschrijvingen voor deze bijeenkomst zijn gesloten.",
    FR: "Les inscriptions à cette rencontre sont closes.",
    EN: "Registration for this gathering has closed.",
  },
  notBegun: {
    NL: "Deze bijeenkomst is nog niet begonnen: doe dit vanaf het begin.",
    FR: "Cette rencontre n'a pas encore commencé : faites-le à partir de son début.",
    EN: "This gathering has not begun yet: do this once it has.",
  },
  notHeld: {
    NL: "Deze bijeenkomst gaat niet door of is nog niet gepland: er kan niets uit voortkomen.",
    FR: "Cette rencontre n'a pas lieu ou n'est pas encore planifiée : rien ne peut en sortir.",
    EN: "This gathering does not take place or is not scheduled yet: nothing can come of it.",
  },
  needsHost: {
    NL: "Deze bijeenkomst heeft geen gastheer of gastvrouw meer: probeer het later opnieuw.",
    FR: "Cette rencontre n'a plus d'hôte : réessayez plus tard.",
    EN: "This gathering has no host any more: try again later.",
  },
} satisfies Record<string, Wording>;
