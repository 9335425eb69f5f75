import { Language } from "../texts/language.js";
import { htmlPage } from "./html-page.js";
import { markup, type Markup } from "./markup.js";
import { excerptOf } from "./excerpt.js";
import { pageWording } from "./page.wording.js";

/** A page about something that anybody may see. */
export interface PublicPage {
  title: string;
  /** Of the title and the texts, which members wrote; null when unknown. */
  language: Language | null;
  /** What it is about, for a preview of a link to it; shortened. */
  summary: string | null;
  type: "article" | "profile" | "website";
  body: Markup;
}

/** UTF-16 code units of what a preview shows. */
const maxSummary = 200;

const locales: Record<Language, string> = { NL: "nl_BE", FR: "fr_BE", EN: "en_GB" };

/** The page in a language of the service, at this address. */
export function publicPage(page: PublicPage, language: Language, address: string): string {
  const others = Object.values(Language).filter((other) => other !== language);
  const tag = (name: string, content: string): Markup => markup`<meta property="${name}" content="${content}">\n`;
  const summary = page.summary === null ? null : excerptOf(page.summary, maxSummary);
  const head = [
    markup`<link rel="canonical" href="${address}">\n`,
    ...Object.values(Language).map((one) => {
      const code = one.toLowerCase();
      return markup`<link rel="alternate" hreflang="${code}" href="${address}?language=${code}">\n`;
    }),
    tag("og:site_name", "InnovatieNetwerk Overheid"),
    tag("og:type", page.type),
    tag("og:url", address),
    tag("og:title", page.title),
    ...(summary === null
      ? []
      : [markup`<meta name="description" content="${summary}">\n`, tag("og:description", summary)]),
    tag("og:locale", locales[language]),
    ...others.map((other) => tag("og:locale:alternate", locales[other])),
  ];
  const body = markup`${page.body}\n<nav>${others.map((other) => linkToLanguage(other))}</nav>`;
  return htmlPage(language, page.title, body.text, { head: markup`${head}`.text, titleLanguage: page.language });
}

function linkToLanguage(language: Language): Markup {
  const code = language.toLowerCase();
  return markup`<a href="?language=${code}" hreflang="${code}" lang="${code}">${pageWording[language].name}</a>`;
}

/** The page for what is not there, or that not everybody may see. */
export const missingPage = (language: Language): string =>
  htmlPage(language, pageWording[language].missing, markup`<p>${pageWording[language].missingWhy}</p>`.text);

/** What a reader must not miss. */
export const noticeOf = (text: string): Markup => markup`<p class="problem" role="alert">${text}</p>\n`;

/** A text that members wrote, with its line breaks. */
export const textOf = (text: string | null, language: Language | null): Markup =>
  text === null ? markup`` : markup`<div class="text"${langOf(language)}>${text}</div>\n`;

/** The attribute that names the language of a text. */
export const langOf = (language: Language | null): Markup =>
  language === null ? markup`` : markup` lang="${language.toLowerCase()}"`;

/** Names with what stands for them; those without a value are left out. */
export const factsOf = (facts: readonly (readonly [string, Markup | string | null])[]): Markup =>
  markup`<dl>${facts.map(([name, value]) => value !== null && markup`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>\n`;

/** A heading with a list under it; nothing when the list is empty. */
export const listOf = (heading: string, items: readonly Markup[]): Markup =>
  items.length === 0
    ? markup``
    : markup`<h2>${heading}</h2>\n<ul>${items.map((item) => markup`<li>${item}</li>\n`)}</ul>\n`;
