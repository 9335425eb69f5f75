import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a sign-in or a refresh that opens no session. */
export const signInWording = {
  wrongCredentials: {
    NL: "Het adres en het wachtwoord horen niet bij elkaar: controleer beide.",
    FR: "L'adresse et le mot de passe ne correspondent pas : vérifiez les deux.",
    EN: "The address and the password do not match: check both.",
  },
  tooManySignIns: {
    NL: "Er zijn op dit moment te veel aanmeldpogingen",
    FR: "Il y a trop de tentatives de connexion en ce moment",
    EN: "There are too many sign-in attempts at the moment",
  },
  invalidCode: {
    NL: "Deze aanmelding is al afgerond of is verlopen: meld je opnieuw aan.",
    FR: "Cette connexion est déjà terminée ou a expiré : connectez-vous à nouveau.",
    EN: "This sign-in was already completed or has expired: sign in again.",
  },
  invalidRefreshToken: {
    NL: "Dit vernieuwingstoken is niet meer geldig: meld je opnieuw aan.",
    FR: "Ce jeton d'actualisation n'est plus valable : connectez-vous à nouveau.",
    EN: "This refresh token is not valid any more: sign in again.",
  },
} satisfies Record<string, Wording>;
