import { Language } from "../../../core/texts/language.js";
import { escaped, htmlPage, problemIn } from "../../../core/pages/html-page.js";
import { statementInForm } from "../statement/statement-on-page.js";
import type { PrivacyStatement } from "../statement/statement.types.js";

interface Texts {
  /** Asks for the address. */
  ask: { title: string; explanation: string; label: string; button: string };
  sent: { title: string; text: (address: string) => string };
  confirm: { title: string; explanation: string; button: string };
  confirmed: { title: string; text: string; link: string };
  signedOut: { title: string; text: string };
  problems: Record<PageProblem, string>;
  problemTitle: string;
}

/** What the person can do something about. */
export type PageProblem = "NO_ADDRESS" | "TRY_AGAIN" | "EXPIRED" | "NOT_YOURS";

const texts: Record<Language, Texts> = {
  [Language.NL]: {
    ask: {
      title: "Welkom! Wat is je e-mailadres?",
      explanation:
        "Je bent aangemeld. Het InnovatieNetwerk Overheid heeft nog je e-mailadres nodig, voor meldingen en om je account te herkennen. Alleen jij ziet het.",
      label: "E-mailadres",
      button: "Stuur me een mail",
    },
    sent: {
      title: "Kijk in je mailbox",
      text: (address) =>
        `Er is een mail onderweg naar ${address}. Volg de link erin en meld je nog één keer aan: dan ben je lid.`,
    },
    confirm: {
      title: "Bevestig je adres",
      explanation:
        "Meld je nog één keer aan, op dezelfde manier als daarnet. Zo weten we dat het adres en de aanmelding van dezelfde persoon zijn.",
      button: "Bevestig en meld je aan",
    },
    confirmed: {
      title: "Je adres is bevestigd",
      text: "Welkom bij het InnovatieNetwerk Overheid! Vanaf nu meld je je rechtstreeks aan.",
      link: "Naar het netwerk",
    },
    signedOut: { title: "Je bent afgemeld", text: "Je bent afgemeld. Je kunt dit venster sluiten." },
    problemTitle: "Dat lukte niet",
    problems: {
      NO_ADDRESS: "Dit is geen e-mailadres. Schrijf het zoals naam@voorbeeld.be.",
      TRY_AGAIN:
        "Er zijn al veel mails naar dit adres gestuurd, of er werd te vaak geprobeerd. Probeer het later opnieuw.",
      EXPIRED: "Deze aanmelding is verlopen of al afgerond. Meld je opnieuw aan.",
      NOT_YOURS:
        "Deze link hoort niet bij de persoon die zich nu aanmeldde, of is verlopen. Er is niets veranderd. Meld je opnieuw aan om een nieuwe mail te krijgen.",
    },
  },
  [Language.FR]: {
    ask: {
      title: "Bienvenue ! Quelle est votre adresse e-mail ?",
      explanation:
        "Vous êtes connecté. L'InnovatieNetwerk Overheid a encore besoin de votre adresse e-mail, pour les notifications et pour reconnaître votre compte. Vous êtes la seule personne à la voir.",
      label: "Adresse e-mail",
      button: "Envoyez-moi un courriel",
    },
    sent: {
      title: "Regardez votre boîte aux lettres",
      text: (address) =>
        `Un courriel est en route vers ${address}. Suivez-en le lien et connectez-vous encore une fois : vous serez alors membre.`,
    },
    confirm: {
      title: "Confirmez votre adresse",
      explanation:
        "Connectez-vous encore une fois, de la même manière que tout à l'heure. Nous savons ainsi que l'adresse et la connexion sont celles de la même personne.",
      button: "Confirmer et me connecter",
    },
    confirmed: {
      title: "Votre adresse est confirmée",
      text: "Bienvenue à l'InnovatieNetwerk Overheid ! Désormais, vous vous connectez directement.",
      link: "Vers le réseau",
    },
    signedOut: { title: "Vous êtes déconnecté", text: "Vous êtes déconnecté. Vous pouvez fermer cette fenêtre." },
    problemTitle: "Cela n'a pas fonctionné",
    problems: {
      NO_ADDRESS: "Ce n'est pas une adresse e-mail. Écrivez-la comme nom@exemple.be.",
      TRY_AGAIN:
        "Beaucoup de courriels ont déjà été envoyés à cette adresse, ou il y a eu trop de tentatives. Réessayez plus tard.",
      EXPIRED: "Cette connexion a expiré ou est déjà terminée. Connectez-vous à nouveau.",
      NOT_YOURS:
        "Ce lien n'est pas celui de la personne qui vient de se connecter, ou il a expiré. Rien n'a changé. Connectez-vous à nouveau pour recevoir un nouveau courriel.",
    },
  },
  [Language.EN]: {
    ask: {
      title: "Welcome! What is your e-mail address?",
      explanation:
        "You are signed in. The InnovatieNetwerk Overheid needs your e-mail address as well, for notifications and to recognise your account. You alone see it.",
      label: "E-mail address",
      button: "Send me a mail",
    },
    sent: {
      title: "Look into your mailbox",
      text: (address) =>
        `A mail is on its way to ${address}. Follow the link in it and sign in once more: then you are a member.`,
    },
    confirm: {
      title: "Confirm your address",
      explanation:
        "Sign in once more, the same way as before. It shows that the address and the sign-in are those of the same person.",
      button: "Confirm and sign in",
    },
    confirmed: {
      title: "Your address is confirmed",
      text: "Welcome to the InnovatieNetwerk Overheid! From now on you sign in directly.",
      link: "Go to the network",
    },
    signedOut: { title: "You are signed out", text: "You are signed out. You can close this window." },
    problemTitle: "That did not work",
    problems: {
      NO_ADDRESS: "This is not an e-mail address. Write it like name@example.org.",
      TRY_AGAIN: "Many mails were sent to this address lately, or it was tried too often. Try again later.",
      EXPIRED: "This sign-in has expired or was completed before. Sign in again.",
      NOT_YOURS:
        "This link is not for the person who has just signed in, or has expired. Nothing has changed. Sign in again to get a new mail.",
    },
  },
};

/** The form for the address, with one that is suggested, and the privacy statement that it accepts. */
export function addressPage(
  language: Language,
  ticket: string,
  { email, problem, statement }: { email: string | null; problem?: PageProblem; statement: PrivacyStatement | null },
): string {
  const { ask, problems } = texts[language];
  return htmlPage(
    language,
    ask.title,
    `${problem === undefined ? "" : problemIn(problems[problem])}<p>${escaped(ask.explanation)}</p>
<form method="post" action="address">
<input type="hidden" name="ticket" value="${escaped(ticket)}">
<label for="email">${escaped(ask.label)}</label>
<input id="email" name="email" type="email" autocomplete="email" maxlength="254" required value="${escaped(email ?? "")}">
${statementInForm(language, statement)}
<button>${escaped(ask.button)}</button>
</form>`,
  );
}

export const mailSentPage = (language: Language, address: string): string => {
  const { title, text } = texts[language].sent;
  return htmlPage(language, title, `<p>${escaped(text(address))}</p>`);
};

/** The page that the mailed link leads to; its button begins the sign-in that confirms the address. */
export const confirmPage = (language: Language, token: string): string => {
  const { title, explanation, button } = texts[language].confirm;
  const start = `start?confirmation=${encodeURIComponent(token)}`;
  return htmlPage(
    language,
    title,
    `<p>${escaped(explanation)}</p>\n<p><a class="button" href="${escaped(start)}">${escaped(button)}</a></p>`,
  );
};

/** The page at the end, with a link to where the first sign-in began. */
export const confirmedPage = (language: Language, returnTo: string | null): string => {
  const { title, text, link } = texts[language].confirmed;
  const next = returnTo === null ? "" : `\n<p><a class="button" href="${escaped(returnTo)}">${escaped(link)}</a></p>`;
  return htmlPage(language, title, `<p>${escaped(text)}</p>${next}`);
};

export const signedOutPage = (language: Language): string => {
  const { title, text } = texts[language].signedOut;
  return htmlPage(language, title, `<p>${escaped(text)}</p>`);
};

export const problemPage = (language: Language, problem: PageProblem): string =>
  htmlPage(language, texts[language].problemTitle, problemIn(texts[language].problems[problem]));
