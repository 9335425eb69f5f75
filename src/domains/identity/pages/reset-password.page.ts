import { Language } from "../../../core/texts/language.js";
import { resetPasswordOnPage } from "../password.service.js";
import type { AccountPage } from "../../../core/mail/account-page.js";
import type { IdentityContext } from "../identity.services.js";

export const resetPasswordPage: AccountPage = {
  asksPassword: "new",
  act: (ctx: IdentityContext, { token, password }) => resetPasswordOnPage(ctx, { token, newPassword: password }),
  texts: {
    [Language.NL]: {
      title: "Kies een nieuw wachtwoord",
      explanation:
        "10 tekens of meer; een paar woorden die niets met jou of het netwerk te maken hebben, zijn makkelijk te onthouden en moeilijk te raden. Overal waar je aangemeld bent, word je afgemeld.",
      button: "Bewaar het wachtwoord",
      done: "Je wachtwoord is veranderd; je kunt je er nu mee aanmelden.",
    },
    [Language.FR]: {
      title: "Choisissez un nouveau mot de passe",
      explanation:
        "10 caractères ou plus ; quelques mots sans rapport avec vous ni avec le réseau sont faciles à retenir et difficiles à deviner. Toutes vos sessions ouvertes seront fermées.",
      button: "Enregistrer le mot de passe",
      done: "Votre mot de passe a changé ; vous pouvez vous connecter avec le nouveau.",
    },
    [Language.EN]: {
      title: "Choose a new password",
      explanation:
        "10 characters or more; a few words that have nothing to do with you or the network are easy to keep and hard to guess. You will be signed out everywhere.",
      button: "Save the password",
      done: "Your password was changed; you can sign in with it now.",
    },
  },
};
