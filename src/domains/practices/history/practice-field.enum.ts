import { registerEnumType } from "type-graphql";

export enum PracticeField {
  KIND = "KIND",
  TITLE = "TITLE",
  SUMMARY = "SUMMARY",
  STEPS = "STEPS",
  THEMES = "THEMES",
  LINK = "LINK",
  LICENCE = "LICENCE",
  LANGUAGE = "LANGUAGE",
  CONTACT = "CONTACT",
  ORGANISATION = "ORGANISATION",
}

registerEnumType(PracticeField, {
  name: "PracticeField",
  description: "A field of a practice that an edit changes (veld).",
  valuesConfig: {
    KIND: { description: "The kind of the practice (soort)." },
    TITLE: { description: "The title of the practice (titel)." },
    SUMMARY: { description: "The summary of the practice (samenvatting)." },
    STEPS: { description: "The steps of the practice (stappen)." },
    THEMES: { description: "The themes of the practice (thema's)." },
    LINK: { description: "The link of the practice (link)." },
    LICENCE: { description: "The terms of use (licentie)." },
    LANGUAGE: { description: "The language of the texts (taal)." },
    CONTACT: { description: "The member to contact (contactpersoon)." },
    ORGANISATION: { description: "The organisation that it names (organisatie)." },
  },
});
