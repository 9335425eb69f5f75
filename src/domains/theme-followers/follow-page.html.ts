import { htmlPage } from "../../core/pages/html-page.js";
import { markup, type Markup } from "../../core/pages/markup.js";
import { Language } from "../../core/texts/language.js";
import type { FollowLink } from "./follow-links.js";
import type { FollowedTheme } from "./followed-themes.js";

/** The page of a link in a mail to a follower. It does nothing until a button is pressed. */
export function followPage({ action, followId, follower: { language } }: FollowLink, themes: FollowedTheme[]): string {
  const words = texts[language];
  const asked = themes.find(({ id, isConfirmed }) => action === "CONFIRM" && id === followId && !isConfirmed);
  const followed = themes.filter(({ isConfirmed }) => isConfirmed);
  const body = [
    asked && markup`<p>${words.asked(asked.label)}</p>\n${form("confirm", asked.id, words.confirm)}`,
    followed.length > 0 &&
      markup`<p>${words.followed}</p>
<ul>${followed.map(({ id, label }) => markup`<li>${label}${form("stop", id, words.stop(label))}</li>\n`)}</ul>`,
    markup`${form("all", "", words.all)}`,
  ].filter((part) => part !== false && part !== undefined);
  return htmlPage(language, words.title, markup`${body}`.text);
}

/** The page once nothing is followed, or when the link does not work: nothing is known of who has it then. */
export const nothingFollowedPage = (language: Language): string =>
  htmlPage(language, texts[language].title, markup`<p>${texts[language].nothing}</p>`.text);

const form = (action: string, follow: string, label: string): Markup => markup`<form method="post">
<input type="hidden" name="follow" value="${follow}"><button name="action" value="${action}">${label}</button>
</form>\n`;

interface Texts {
  title: string;
  asked: (theme: string) => string;
  confirm: string;
  followed: string;
  stop: (theme: string) => string;
  all: string;
  nothing: string;
}

const texts: Record<Language, Texts> = {
  [Language.NL]: {
    title: "Thema's volgen",
    asked: (theme) => `Wil je “${theme}” volgen? Dan krijg je elke maandag één mail, als er iets nieuws is.`,
    confirm: "Ja, ik volg dit thema",
    followed: "Deze thema's volg je:",
    stop: (theme) => `“${theme}” niet meer volgen`,
    all: "Niets meer volgen, en mijn adres wissen",
    nothing:
      "Met deze link wordt niets (meer) gevolgd: er komen geen mails, en je adres is hier niet bewaard. Van gedachten veranderd? Vraag het thema opnieuw aan.",
  },
  [Language.FR]: {
    title: "Suivre des thèmes",
    asked: (theme) =>
      `Voulez-vous suivre « ${theme} » ? Vous recevrez alors un courriel chaque lundi, s'il y a du neuf.`,
    confirm: "Oui, je veux suivre ce thème",
    followed: "Vous suivez ces thèmes :",
    stop: (theme) => `Ne plus suivre « ${theme} »`,
    all: "Ne plus rien suivre, et effacer mon adresse",
    nothing:
      "Ce lien ne fait (plus) rien suivre : vous ne recevrez aucun courriel, et votre adresse n'est pas conservée ici. Vous changez d'avis ? Demandez à nouveau le thème.",
  },
  [Language.EN]: {
    title: "Follow themes",
    asked: (theme) => `Do you want to follow “${theme}”? You then get one mail each Monday, if there is anything new.`,
    confirm: "Yes, I follow this theme",
    followed: "You follow these themes:",
    stop: (theme) => `Stop following “${theme}”`,
    all: "Follow nothing any more, and erase my address",
    nothing:
      "Nothing is followed by this link (any more): no mails are sent, and your address is not kept here. Changed your mind? Ask for the theme again.",
  },
};
