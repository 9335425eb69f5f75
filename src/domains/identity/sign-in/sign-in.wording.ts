import type { Wording } from "../../../core/texts/wording.js";

/** What the service says when it opens no session. */
export const signInWording = {
  doNotFit: {
    NL: "Het adres en het wachtwoord horen niet bij elkaar: kijk beide na.",
    FR: "L'adresse et le mot de passe ne vont pas ensemble : vérifiez les deux.",
    EN: "The address and the password do not fit: check both.",
  },
  manyTry: {
    NL: "Hier proberen velen zich aan te melden",
    FR: "Beaucoup essaient de se connecter ici",
    EN: "Many try to sign in here",
  },
  invalidCode: {
    NL: "Deze aanmelding is al afgerond of is verlopen: meld je opnieuw aan.",
    FR: "Cette connexion est déjà terminée ou a expiré : connectez-vous à nouveau.",
    EN: "This sign-in was completed before, or has run out: sign in anew.",
  },
  invalidRefreshToken: {
    NL: "Dit vernieuwingstoken is niet meer geldig: meld je opnieuw aan.",
    FR: "Ce jeton d'actualisation n'est plus valable : connectez-vous à nouveau.",
    EN: "This refresh token is not valid any more: sign in again.",
  },
} satisfies Record<string, Wording>;
