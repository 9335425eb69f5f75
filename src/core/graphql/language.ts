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

/** The preferred language of an `Accept-Language` header among those of the network; Dutch when it has none of them. */
export function preferredLanguage(header: string | undefined): Language {
  const preferences = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag, ...parameters] = part.trim().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag!.split("-")[0]!.toUpperCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language in Language && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return (preferences[0]?.language as Language | undefined) ?? Language.NL;
}
