import type { MailText } from "../../../core/mail/mail-message.js";
import { notificationKinds, type NotificationKind } from "../../../core/notifications/notification-kind.js";
import { graphemesOf } from "../../../core/texts/graphemes.js";
import { Language } from "../../../core/texts/language.js";
import type { MailedItem } from "./mailed-item.js";

const maxSubject = 180;

/** The mail about one or several notifications of a kind. */
export function mailText(
  language: Language,
  kind: NotificationKind,
  items: readonly MailedItem[],
  more: number,
  unsubscribeUrl: string,
): MailText {
  const { greeting, several, unsubscribe } = words[language];
  const topic = notificationKinds.get(kind).mails!.topic[language];
  const [only] = items;
  return {
    subject: items.length + more === 1 ? asSubject(only!.sentence) : asSubject(several(items.length + more, topic)),
    paragraphs: [
      greeting,
      ...items.flatMap(({ sentence, details, link }) => [sentence, ...details, link]),
      ...andMore(language, more),
      `${unsubscribe(topic)}\n${unsubscribeUrl}`,
    ],
  };
}

/** The digest: what is new about each thing, below its title. */
export function digestText(
  language: Language,
  items: readonly MailedItem[],
  more: number,
  unsubscribeUrl: string,
): MailText {
  const { greeting, digest, digestSubject, unsubscribeDigest } = words[language];
  const groups = new Map<string, MailedItem[]>();
  for (const item of items) groups.set(item.aboutId, [...(groups.get(item.aboutId) ?? []), item]);
  return {
    subject: digestSubject(items.length + more),
    paragraphs: [
      greeting,
      digest,
      ...[...groups.values()].map((group) =>
        [
          ...new Set([
            ...group.flatMap(({ title }) => (title === null ? [] : [title])),
            ...group.map(({ sentence }) => `- ${sentence}`),
            ...group.map(({ link }) => link),
          ]),
        ].join("\n"),
      ),
      ...andMore(language, more),
      `${unsubscribeDigest}\n${unsubscribeUrl}`,
    ],
  };
}

const andMore = (language: Language, more: number): string[] => (more === 0 ? [] : [words[language].more(more)]);

/** One line without a full stop at its end, of a length that mail programs show. */
function asSubject(sentence: string): string {
  const graphemes = [...graphemesOf(sentence.replace(/\.$/, ""))];
  return graphemes.length <= maxSubject ? graphemes.join("") : `${graphemes.slice(0, maxSubject - 1).join("")}…`;
}

interface Words {
  greeting: string;
  several: (count: number, topic: string) => string;
  digestSubject: (count: number) => string;
  digest: string;
  more: (count: number) => string;
  unsubscribe: (topic: string) => string;
  unsubscribeDigest: string;
}

const words: Record<Language, Words> = {
  [Language.NL]: {
    greeting: "Dag,",
    several: (count, topic) => `${count} meldingen: ${topic}`,
    digestSubject: (count) => (count === 1 ? "Je overzicht: 1 melding" : `Je overzicht: ${count} meldingen`),
    digest: "Dit is er nieuw voor jou op het InnovatieNetwerk Overheid.",
    more: (count) => `En nog ${count} andere: je vindt ze op het netwerk.`,
    unsubscribe: (topic) => `Geen zulke mails meer (${topic})?`,
    unsubscribeDigest: "Dit overzicht niet meer ontvangen?",
  },
  [Language.FR]: {
    greeting: "Bonjour,",
    several: (count, topic) => `${count} notifications : ${topic}`,
    digestSubject: (count) =>
      count === 1 ? "Votre récapitulatif : 1 notification" : `Votre récapitulatif : ${count} notifications`,
    digest: "Voici les nouveautés qui vous concernent sur l'InnovatieNetwerk Overheid.",
    more: (count) => `Et ${count} autres : vous les trouverez sur le réseau.`,
    unsubscribe: (topic) => `Ne plus recevoir ces courriels (${topic}) ?`,
    unsubscribeDigest: "Ne plus recevoir ce récapitulatif ?",
  },
  [Language.EN]: {
    greeting: "Hello,",
    several: (count, topic) => `${count} notifications: ${topic}`,
    digestSubject: (count) => (count === 1 ? "Your digest: 1 notification" : `Your digest: ${count} notifications`),
    digest: "This is new for you on the InnovatieNetwerk Overheid.",
    more: (count) => `And ${count} more: you find them on the network.`,
    unsubscribe: (topic) => `No more mails like this (${topic})?`,
    unsubscribeDigest: "Do not want this digest any more?",
  },
};
