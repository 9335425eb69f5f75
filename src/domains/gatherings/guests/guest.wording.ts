import type { Wording } from "../../../core/texts/wording.js";

/** Messages for people who register without an account. */
export const guestWording = {
  noGuests: {
    NL: "Voor deze bijeenkomst heb je een account nodig: meld je aan of word lid.",
    FR: "Il faut un compte pour cette rencontre : connectez-vous ou devenez membre.",
    EN: "This gathering needs an account: sign in or join the network.",
  },
  noLink: {
    NL: "Deze link werkt niet of niet meer: schrijf je opnieuw in.",
    FR: "Ce lien ne fonctionne pas ou plus : inscrivez-vous à nouveau.",
    EN: "This link does not work, or no longer: register again.",
  },
  isMember: {
    NL: "Je bent met dit adres al als lid ingeschreven voor deze bijeenkomst.",
    FR: "Vous êtes déjà inscrit(e) comme membre à cette rencontre avec cette adresse.",
    EN: "You are registered for this gathering as a member with this address.",
  },
  tooMany: {
    NL: "Er waren onlangs te veel inschrijvingen van gasten vanaf dit adres",
    FR: "Trop d'inscriptions d'invités ont été faites récemment depuis cette adresse",
    EN: "There were too many registrations of guests from this address lately",
  },
} satisfies Record<string, Wording>;
