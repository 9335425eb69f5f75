import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a password that is wrong, or not good enough. */
export const passwordWording = {
  tooShort: (min: number): Wording => ({
    NL: `moet minstens ${min} tekens tellen: een paar woorden zijn makkelijk te onthouden.`,
    FR: `doit compter au moins ${min} caractères : quelques mots sont faciles à retenir.`,
    EN: `must have at least ${min} characters: a few words are easy to remember.`,
  }),
  easyToGuess: {
    NL: "is makkelijk te raden: kies een paar woorden die niets met jou of met het netwerk te maken hebben.",
    FR: "est facile à deviner : choisissez quelques mots sans rapport avec vous ni avec le réseau.",
    EN: "is easy to guess: choose a few words that have nothing to do with you or with the network.",
  },
  notYours: {
    NL: "Dit is niet je wachtwoord.",
    FR: "Ce n'est pas votre mot de passe.",
    EN: "This is not your password.",
  },
  notYoursOrNone: {
    NL: "Dit is niet je wachtwoord: heb je er geen of ben je het vergeten, vraag dan een nieuw aan.",
    FR: "Ce n'est pas votre mot de passe : si vous n'en avez pas ou l'avez oublié, demandez-en un nouveau.",
    EN: "This is not your password: if you have none or forgot it, ask for a new one.",
  },
  notOfThisSignUp: {
    NL: "Dit wachtwoord hoort niet bij deze registratie: kreeg je nog een mail, volg dan die link; registreer je anders opnieuw.",
    FR: "Ce mot de passe n'est pas celui de cette inscription : si vous avez reçu un autre courriel, suivez son lien ; sinon, inscrivez-vous à nouveau.",
    EN: "This is not the password of this sign-up: if you got another mail, follow its link; otherwise sign up again.",
  },
  tooManyChecked: {
    NL: "Er worden op dit moment te veel wachtwoorden gecontroleerd",
    FR: "Trop de mots de passe sont vérifiés en ce moment",
    EN: "Too many passwords are being checked at the moment",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
