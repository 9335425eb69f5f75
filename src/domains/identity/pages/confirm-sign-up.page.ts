import { Language } from "../../../core/texts/language.js";
import { confirmSignUpOnPage } from "../sign-up.service.js";
import type { AccountPage } from "../../../core/mail/account-page.js";
import type { IdentityContext } from "../identity.services.js";

export const confirmSignUpPage: AccountPage = {
  asksPassword: "current",
  act: (ctx: IdentityContext, form) => confirmSignUpOnPage(ctx, form),
  texts: {
    [Language.NL]: {
      title: "Bevestig je registratie",
      explanation: "Word je lid van het InnovatieNetwerk Overheid? Geef het wachtwoord dat je bij je registratie koos.",
      button: "Ja, ik word lid",
      done: "Welkom! Je account is er; je kunt je nu aanmelden met je adres en je wachtwoord.",
    },
    [Language.FR]: {
      title: "Confirmez votre inscription",
      explanation:
        "Vous devenez membre de l'InnovatieNetwerk Overheid ? Donnez le mot de passe que vous avez choisi en vous inscrivant.",
      button: "Oui, je deviens membre",
      done: "Bienvenue ! Votre compte est créé ; vous pouvez vous connecter avec votre adresse et votre mot de passe.",
    },
    [Language.EN]: {
      title: "Confirm your sign-up",
      explanation: "Do you join the InnovatieNetwerk Overheid? Give the password that you chose when you signed up.",
      button: "Yes, I join",
      done: "Welcome! Your account is there; you can sign in with your address and your password now.",
    },
  },
};
