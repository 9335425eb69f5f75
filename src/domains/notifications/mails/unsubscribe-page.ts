import { notificationKinds } from "../../../core/notifications/notification-kind.js";
import { escaped, htmlPage, problemIn } from "../../../core/pages/html-page.js";
import { Language } from "../../../core/texts/language.js";
import type { UnsubscribeScope, Unsubscription } from "./unsubscribe-link.js";

/** The page with the form that ends mails. It does nothing until a button is pressed. */
export function unsubscribePage(token: string, { language, scope }: Unsubscription): string {
  const { title, explanation, of, all } = words[language];
  const action = escaped(`unsubscribe?token=${encodeURIComponent(token)}`);
  const button = (chosen: UnsubscribeScope, label: string): string =>
    `<p><button name="scope" value="${chosen}">${escaped(label)}</button></p>`;
  return htmlPage(
    language,
    title,
    `<p>${escaped(explanation)}</p>
<form method="post" action="${action}">
${scope === "ALL" ? "" : button(scope, of(topicOf(scope, language)))}
${button("ALL", all)}
</form>`,
  );
}

/** The page once mails are ended. */
export function unsubscribedPage(language: Language, scope: UnsubscribeScope): string {
  const { title, done, doneWithAll, again } = words[language];
  const sentence = scope === "ALL" ? doneWithAll : done(topicOf(scope, language));
  return htmlPage(language, title, `<p>${escaped(sentence)}</p><p>${escaped(again)}</p>`);
}

/** The page when its link does not work. */
export const noUnsubscribePage = (language: Language): string =>
  htmlPage(language, words[language].title, problemIn(words[language].invalid));

/** What the mails are about: “comments on your ideas”. */
const topicOf = (scope: Exclude<UnsubscribeScope, "ALL">, language: Language): string =>
  scope === "DIGEST" ? words[language].digest : notificationKinds.get(scope).mails!.topic[language];

interface Words {
  title: string;
  explanation: string;
  digest: string;
  of: (topic: string) => string;
  all: string;
  done: (topic: string) => string;
  doneWithAll: string;
  again: string;
  invalid: string;
}

const words: Record<Language, Words> = {
  [Language.NL]: {
    title: "Mails uitzetten",
    explanation: "Kies welke mails je niet meer wilt. In het netwerk zelf blijf je de meldingen zien.",
    digest: "het dagelijkse overzicht",
    of: (topic) => `Geen mails meer: ${topic}`,
    all: "Helemaal geen mails over meldingen",
    done: (topic) => `Deze mails krijg je niet meer: ${topic}.`,
    doneWithAll: "Je krijgt geen mails over meldingen meer. Mails over je account blijven komen.",
    again: "Van gedachten veranderd? Zet ze weer aan bij je instellingen.",
    invalid: "Deze link werkt niet (meer). Kies bij je instellingen welke mails je wilt.",
  },
  [Language.FR]: {
    title: "Arrêter des courriels",
    explanation:
      "Choisissez les courriels que vous ne voulez plus. Dans le réseau, vous continuerez à voir les notifications.",
    digest: "le récapitulatif quotidien",
    of: (topic) => `Ne plus recevoir de courriels : ${topic}`,
    all: "Aucun courriel de notification",
    done: (topic) => `Vous ne recevrez plus de courriels de ce type : ${topic}.`,
    doneWithAll: "Vous ne recevrez plus de courriels de notification. Ceux qui concernent votre compte continuent.",
    again: "Vous changez d'avis ? Réactivez-les dans vos paramètres.",
    invalid: "Ce lien ne fonctionne pas ou plus. Choisissez vos courriels dans vos paramètres.",
  },
  [Language.EN]: {
    title: "Turn off mails",
    explanation:
      "Choose which mails you do not want any more. You will still see the notifications in the network itself.",
    digest: "the daily digest",
    of: (topic) => `No more mails: ${topic}`,
    all: "No mails about notifications at all",
    done: (topic) => `You will not get these mails any more: ${topic}.`,
    doneWithAll: "You will not get mails about notifications any more. Mails about your account go on.",
    again: "Changed your mind? Turn them on again in your settings.",
    invalid: "This link does not work (any more). Choose in your settings which mails you want.",
  },
};
