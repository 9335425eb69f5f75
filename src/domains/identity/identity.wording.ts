import type { Wording } from "../../core/texts/wording.js";

/** Messages for an address, a mailed link or a session that cannot be used, or was tried too often. */
export const identityWording = {
  emailTaken: {
    NL: "Er is al een account met dit adres: meld je ermee aan.",
    FR: "Il existe déjà un compte avec cette adresse : connectez-vous à ce compte.",
    EN: "There is already an account with this address: sign in to it.",
  },
  emailTakenMeanwhile: {
    NL: "Er is intussen een account met dit adres: meld je ermee aan, of vraag een nieuw wachtwoord aan.",
    FR: "Entre-temps, un compte a été créé avec cette adresse : connectez-vous à ce compte, ou demandez un nouveau mot de passe.",
    EN: "In the meantime an account was created with this address: sign in to it, or ask for a new password.",
  },
  newEmailTakenMeanwhile: {
    NL: "Er is intussen een ander account met dit adres: kies een ander adres.",
    FR: "Entre-temps, un autre compte a été créé avec cette adresse : choisissez-en une autre.",
    EN: "In the meantime another account was created with this address: choose another address.",
  },
  invalidLink: {
    NL: "Deze link is al gebruikt, is verlopen of bestaat niet: vraag een nieuwe mail aan.",
    FR: "Ce lien a déjà servi, a expiré ou n'existe pas : demandez un nouveau courriel.",
    EN: "This link was already used, has expired or does not exist: ask for a new mail.",
  },
  noSession: {
    NL: "Je hebt geen sessie met deze id.",
    FR: "Vous n'avez pas de session avec cet identifiant.",
    EN: "You have no session with this id.",
  },
  tokenWithoutSession: {
    NL: "Dit toegangstoken hoort hier bij geen enkele sessie: meld je af waar je het kreeg, of overal.",
    FR: "Ce jeton d'accès n'appartient à aucune session ici : déconnectez-vous là où vous l'avez reçu, ou partout.",
    EN: "This access token belongs to no session here: sign out where you got it, or everywhere.",
  },
  tooManyAttempts: (max: number): Wording => ({
    NL: `Dat zijn meer dan ${max} ${max === 1 ? "poging" : "pogingen"} in een minuut`,
    FR: `Cela fait ${max === 1 ? "plus d'une tentative" : `plus de ${max} tentatives`} en une minute`,
    EN: `That is more than ${max} ${max === 1 ? "attempt" : "attempts"} in a minute`,
  }),
  tooManyFailedLinks: (max: number): Wording => ({
    NL: `Vanaf dit adres ${max === 1 ? "werd in een minuut meer dan 1 ongeldige link" : `werden in een minuut meer dan ${max} ongeldige links`} gebruikt`,
    FR: `${max === 1 ? "Plus d'un lien non valable a été utilisé" : `Plus de ${max} liens non valables ont été utilisés`} depuis cette adresse en une minute`,
    EN: `More than ${max} invalid ${max === 1 ? "link was" : "links were"} used from this address in a minute`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
