import Negotiator from "negotiator";
import { registerEnumType } from "type-graphql";

export enum Language {
  NL = "NL",
  FR = "FR",
  EN = "EN",
}

registerEnumType(Language, {
  name: "Language",
  description: "A working language of the network (taal).",
  valuesConfig: {
    NL: { description: "The Dutch language, the default (Nederlands)." },
    FR: { description: "The French language (Frans)." },
    EN: { description: "The English language (Engels)." },
  },
});

/**
 * The language of the network that an `Accept-Language` header prefers; a regional variant counts as its language. Null
 * when it asks for none: a wildcard expresses no preference.
 */
export function requestedLanguage(header: string | undefined): Language | null {
  const tags = new Negotiator({ headers: { "accept-language": header } }).languages();
  const languages = tags.map((tag) => tag.split("-")[0]!.toUpperCase());
  return languages.find((language): language is Language => language in Language) ?? null;
}

/** The same, and Dutch when the header asks for none. */
export const preferredLanguage = (header: string | undefined): Language => requestedLanguage(header) ?? Language.NL;

/** The language that a page is asked for in: by `?language=`, in any letter case, else as the header prefers. */
export function languageOfPage(query: unknown, header: string | undefined): Language {
  const { language } = (query ?? {}) as { language?: unknown };
  const named = typeof language === "string" ? language.toUpperCase() : "";
  return named in Language ? (named as Language) : preferredLanguage(header);
}
