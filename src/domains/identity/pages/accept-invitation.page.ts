import { Language } from "../../../core/texts/language.js";
import type { AccountPage } from "../../../core/mail/account-page.js";
import type { IdentityContext } from "../identity.services.js";
import { acceptInvitationOnPage } from "../invitations/accept-invitation.service.js";
import { acceptedInForm } from "../statement/statement-on-page.js";

export const acceptInvitationPage: AccountPage = {
  asksPassword: "new",
  offersIssuer: true,
  acceptsStatement: true,
  act: (ctx: IdentityContext, { token, password, statement }) =>
    acceptInvitationOnPage(ctx, { token, newPassword: password }, acceptedInForm(ctx, statement)),
  texts: {
    [Language.NL]: {
      title: "Welkom bij het InnovatieNetwerk Overheid",
      explanation: "Kies een wachtwoord van 10 tekens of meer; een paar woorden zijn makkelijk te onthouden.",
      button: "Neem de uitnodiging aan",
      done: "Welkom! Je kunt je nu aanmelden. Alleen leden zien je profiel, tot je bij je instellingen anders kiest.",
    },
    [Language.FR]: {
      title: "Bienvenue au réseau InnovatieNetwerk Overheid",
      explanation: "Choisissez un mot de passe de 10 caractères ou plus ; quelques mots sont faciles à retenir.",
      button: "Accepter l'invitation",
      done: "Bienvenue ! Vous pouvez maintenant vous connecter. Seuls les membres voient votre profil, tant que vous n'en décidez pas autrement dans vos paramètres.",
    },
    [Language.EN]: {
      title: "Welcome to the InnovatieNetwerk Overheid",
      explanation: "Choose a password of 10 characters or more; a few words are easy to remember.",
      button: "Accept the invitation",
      done: "Welcome! You can sign in now. Only members see your profile, until you choose otherwise in your settings.",
    },
  },
};
