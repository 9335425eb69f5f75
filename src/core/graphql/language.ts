import Negotiator from "negotiator";
import { registerEnumType } from "type-graphql";

export enum Language {
  NL = "NL",
  FR = "FR",
  EN = "EN",
}

registerEnumType(Language, {
  name: "Language",
  description: "A language that the network works in (taal).",
  valuesConfig: {
    NL: { description: "Dutch (Nederlands)." },
    FR: { description: "French (Frans)." },
    EN: { description: "English (Engels)." },
  },
});

/**
 * The language of an `Accept-Language` header that the network works in and the client prefers; a regional variant counts
 * as its language. Dutch when there is none: a wildcard prefers no language.
 */
export function preferredLanguage(header: string | undefined): Language {
  const tags = new Negotiator({ headers: { "accept-language": header } }).languages();
  const languages = tags.map((tag) => tag.split("-")[0]!.toUpperCase());
  return languages.find((language): language is Language => language in Language) ?? Language.NL;
}
