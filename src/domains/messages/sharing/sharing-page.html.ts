import { escaped, htmlPage, problemIn } from "../../../core/pages/html-page.js";
import { Language } from "../../../core/texts/language.js";
import type { LinkAnswer } from "./answer-sharing.service.js";
import type { MessageSharing } from "./message-sharing.entity.js";
import { sharingWording } from "./sharing.wording.js";

interface PageTexts {
  title: string;
  explanation: string;
  buttons: Record<LinkAnswer, string>;
  done: Record<LinkAnswer, string>;
}

const texts: Record<Language, PageTexts> = {
  [Language.NL]: {
    title: "Mogen we je berichtje delen?",
    explanation: "Dit kan iedereen dan lezen:",
    buttons: { named: "Ja, met mijn naam", unnamed: "Ja, zonder mijn naam", decline: "Nee, liever niet" },
    done: {
      named: "Bedankt! Het is gedeeld, met je naam erbij.",
      unnamed: "Bedankt! Het is gedeeld, zonder je naam.",
      decline: "Er wordt niets gedeeld.",
    },
  },
  [Language.FR]: {
    title: "Pouvons-nous partager votre message ?",
    explanation: "Voici ce que tout le monde pourrait lire :",
    buttons: { named: "Oui, avec mon nom", unnamed: "Oui, sans mon nom", decline: "Non, je préfère pas" },
    done: {
      named: "Merci ! C'est partagé, avec votre nom.",
      unnamed: "Merci ! C'est partagé, sans votre nom.",
      decline: "Rien n'est partagé.",
    },
  },
  [Language.EN]: {
    title: "May we share your message?",
    explanation: "This is what everybody could read then:",
    buttons: { named: "Yes, with my name", unnamed: "Yes, without my name", decline: "No, rather not" },
    done: {
      named: "Thank you! It was shared, with your name.",
      unnamed: "Thank you! It was shared, without your name.",
      decline: "Nothing is shared.",
    },
  },
};

/** What would be shared, and the answers that there are. */
export function sharingPage(
  language: Language,
  { title, body, language: textLanguage }: MessageSharing,
  token: string,
  problem?: string,
): string {
  const words = texts[language];
  const forms = Object.entries(words.buttons).map(
    ([answer, button]) => `<form method="post" action="share-message">
<input type="hidden" name="token" value="${escaped(token)}"><input type="hidden" name="answer" value="${answer}">
<button>${escaped(button)}</button>
</form>`,
  );
  return htmlPage(
    language,
    words.title,
    `${problem === undefined ? "" : problemIn(problem)}<p>${escaped(words.explanation)}</p>
<h2 lang="${textLanguage.toLowerCase()}">${escaped(title)}</h2>
<p class="text" lang="${textLanguage.toLowerCase()}">${escaped(body)}</p>
${forms.join("\n")}`,
  );
}

export const answeredPage = (language: Language, answer: LinkAnswer): string =>
  htmlPage(language, texts[language].title, `<p>${escaped(texts[language].done[answer])}</p>`);

export const brokenLinkPage = (language: Language): string =>
  htmlPage(language, texts[language].title, problemIn(sharingWording.noLink[language]));
