import type { Wording } from "../../core/texts/wording.js";

/** What the service says when an address, a mailed link or a session cannot be used, or was tried too often. */
export const identityWording = {
  emailTaken: {
    NL: "Er is al een account met dit adres: meld je ermee aan.",
    FR: "Il existe déjà un compte avec cette adresse : connectez-vous à ce compte.",
    EN: "There is an account with this address: sign in with it.",
  },
  emailTakenMeanwhile: {
    NL: "Er is intussen een account met dit adres: meld je ermee aan, of vraag een nieuw wachtwoord.",
    FR: "Il existe entre-temps un compte avec cette adresse : connectez-vous à ce compte, ou demandez un nouveau mot de passe.",
    EN: "There is an account with this address by now: sign in with it, or ask for a new password.",
  },
  newEmailTakenMeanwhile: {
    NL: "Er is intussen een ander account met dit adres: kies een ander adres.",
    FR: "Il existe entre-temps un autre compte avec cette adresse : choisissez-en une autre.",
    EN: "There is another account with this address by now: choose another.",
  },
  invalidLink: {
    NL: "Deze link is al gebruikt, is verlopen of bestaat niet: vraag een nieuwe mail.",
    FR: "Ce lien a déjà servi, a expiré ou n'existe pas : demandez un nouveau courriel.",
    EN: "This link was used before, has run out, or is none: ask for a new mail.",
  },
  noSession: {
    NL: "Je hebt geen sessie met deze id.",
    FR: "Vous n'avez pas de session avec cet identifiant.",
    EN: "You have no session with this id.",
  },
  tokenWithoutSession: {
    NL: "Dit toegangstoken hoort hier bij geen enkele sessie: meld je af waar je het kreeg, of overal.",
    FR: "Ce jeton d'accès n'appartient à aucune session ici : déconnectez-vous là où vous l'avez reçu, ou partout.",
    EN: "This access token belongs to no session here: sign out where it was given, or everywhere.",
  },
  tooManyAttempts: (max: number): Wording => ({
    NL: `Dat zijn meer dan ${max} ${max === 1 ? "poging" : "pogingen"} in een minuut`,
    FR: `Cela fait plus de ${max} ${max === 1 ? "tentative" : "tentatives"} en une minute`,
    EN: `That is more than ${max} ${max === 1 ? "attempt" : "attempts"} in a minute`,
  }),
  tooManyFailedLinks: (max: number): Wording => ({
    NL: `Van hier kwamen in een minuut meer dan ${max} ongeldige ${max === 1 ? "link" : "links"}`,
    FR: `Il y a eu d'ici, en une minute, plus de ${max} ${max === 1 ? "lien non valable" : "liens non valables"}`,
    EN: `More than ${max} ${max === 1 ? "link" : "links"} from here did not work in a minute`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
