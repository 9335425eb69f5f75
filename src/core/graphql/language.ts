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

/** The first language of an `Accept-Language` header that the network works in; Dutch when there is none. */
export function preferredLanguage(header: string | undefined): Language {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag, ...parameters] = part.trim().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag!.split("-")[0]!.toUpperCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language in Language && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return (wanted[0]?.language as Language | undefined) ?? Language.NL;
}
