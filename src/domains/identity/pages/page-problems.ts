import { Language } from "../../../core/texts/language.js";
import type { UserErrorCode } from "../../../core/errors/user-error-code.js";
import { passwordWording } from "../passwords/password.wording.js";

/** The error messages of the pages, by error code. */
const problems: Record<Language, Partial<Record<UserErrorCode, string>> & { other: string }> = {
  [Language.NL]: {
    INVALID_TOKEN:
      "Deze link is al gebruikt, verlopen of onvolledig. Heb je hem zelf al gebruikt, dan is het gebeurd; vraag anders een nieuwe mail aan.",
    INVALID_CREDENTIALS: passwordWording.notOfThisSignUp.NL,
    INVALID_INPUT:
      "Kies een wachtwoord van 10 tot 200 tekens dat moeilijk te raden is: een paar woorden die niets met jou of het netwerk te maken hebben.",
    TRY_AGAIN: "Dit werd te vaak geprobeerd. Probeer het over een minuut opnieuw.",
    other: "Dat lukte niet. Vraag een nieuwe mail aan.",
  },
  [Language.FR]: {
    INVALID_TOKEN:
      "Ce lien a déjà servi, a expiré ou est incomplet. Si vous l'avez utilisé vous-même, c'est fait ; sinon, demandez un nouveau courriel.",
    INVALID_CREDENTIALS: passwordWording.notOfThisSignUp.FR,
    INVALID_INPUT:
      "Choisissez un mot de passe de 10 à 200 caractères, difficile à deviner : quelques mots sans rapport avec vous ni avec le réseau.",
    TRY_AGAIN: "Trop de tentatives. Réessayez dans une minute.",
    other: "Cela n'a pas fonctionné. Demandez un nouveau courriel.",
  },
  [Language.EN]: {
    INVALID_TOKEN:
      "This link was already used, has expired or is incomplete. If you used it yourself, it is done; otherwise ask for a new mail.",
    INVALID_CREDENTIALS: passwordWording.notOfThisSignUp.EN,
    INVALID_INPUT:
      "Choose a password of 10 to 200 characters that is hard to guess: a few words that have nothing to do with you or the network.",
    TRY_AGAIN: "This was tried too often. Try again in a minute.",
    other: "That did not work. Ask for a new mail.",
  },
};

export const problemOf = (language: Language, code: UserErrorCode): string =>
  problems[language][code] ?? problems[language].other;
