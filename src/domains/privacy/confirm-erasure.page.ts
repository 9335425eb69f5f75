import { Language } from "../../core/texts/language.js";
import type { AccountPage } from "../../core/mail/account-page.js";
import { confirmErasure } from "./erasure.service.js";
import type { PrivacyContext } from "./privacy.services.js";

export const confirmErasurePage: AccountPage = {
  asksPassword: false,
  act: (ctx: PrivacyContext, { token }) => confirmErasure(ctx, token),
  texts: {
    [Language.NL]: {
      title: "Wis je account",
      explanation:
        "Je naam, adres, profiel en interesses verdwijnen voorgoed uit het InnovatieNetwerk Overheid. Dit kan niet ongedaan worden gemaakt.",
      button: "Ja, wis mijn account",
      done: "Je account is gewist. Bedankt dat je erbij was.",
    },
    [Language.FR]: {
      title: "Supprimez votre compte",
      explanation:
        "Votre nom, votre adresse, votre profil et vos intérêts disparaissent définitivement de l'InnovatieNetwerk Overheid. C'est irréversible.",
      button: "Oui, supprimez mon compte",
      done: "Votre compte est supprimé. Merci d'avoir participé.",
    },
    [Language.EN]: {
      title: "Erase your account",
      explanation:
        "Your name, address, profile and interests go from the InnovatieNetwerk Overheid for good. This cannot be undone.",
      button: "Yes, erase my account",
      done: "Your account was erased. Thank you for having been here.",
    },
  },
};
