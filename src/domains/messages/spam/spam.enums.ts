import { registerEnumType } from "type-graphql";

/** Why a message looks like spam. */
export enum SpamSign {
  LINKS = "LINKS",
  REPEATED = "REPEATED",
  REFUSED_ADDRESS = "REFUSED_ADDRESS",
  DISCARDED_BEFORE = "DISCARDED_BEFORE",
}

registerEnumType(SpamSign, {
  name: "SpamSign",
  description: "Why a message to the coordinators looks like spam (teken van spam).",
  valuesConfig: {
    LINKS: { description: "It has three links or more (links)." },
    REPEATED: { description: "The same text was left twice or more in the 30 days before (herhaald)." },
    REFUSED_ADDRESS: { description: "The mail server refused its address for an answer before (geweigerd adres)." },
    DISCARDED_BEFORE: {
      description: "A message with its text or its address was discarded in the 30 days before (eerder verwijderd).",
    },
  },
});
