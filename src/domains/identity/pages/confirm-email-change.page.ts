import { Language } from "../../../core/texts/language.js";
import { confirmEmailChange } from "../email-change.service.js";
import type { AccountPage } from "../../../core/mail/account-page.js";

export const confirmEmailChangePage: AccountPage = {
  asksPassword: false,
  act: (ctx, { token }) => confirmEmailChange(ctx, token),
  texts: {
    [Language.NL]: {
      title: "Bevestig je nieuwe adres",
      explanation: "Wil je je voortaan met dit adres aanmelden bij het InnovatieNetwerk Overheid?",
      button: "Ja, dit is mijn adres",
      done: "Je adres is veranderd; meld je voortaan aan met het nieuwe.",
    },
    [Language.FR]: {
      title: "Confirmez votre nouvelle adresse",
      explanation: "Voulez-vous désormais vous connecter à l'InnovatieNetwerk Overheid avec cette adresse ?",
      button: "Oui, c'est mon adresse",
      done: "Votre adresse a changé ; connectez-vous désormais avec la nouvelle.",
    },
    [Language.EN]: {
      title: "Confirm your new address",
      explanation: "Do you want to sign in to the InnovatieNetwerk Overheid with this address from now on?",
      button: "Yes, this is my address",
      done: "Your address was changed; sign in with the new one from now on.",
    },
  },
};
