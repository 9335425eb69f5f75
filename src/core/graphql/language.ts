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
 * The preferred language of an `Accept-Language` header among those of the network; a regional variant counts as its
 * language. Dutch when there is none: a wildcard expresses no preference.
 */
export function preferredLanguage(header: string | undefined): Language {
  const tags = new Negotiator({ headers: { "accept-language": header } }).languages();
  const languages = tags.map((tag) => tag.split("-")[0]!.toUpperCase());
  return languages.find((language): language is Language => language in Language) ?? Language.NL;
}
