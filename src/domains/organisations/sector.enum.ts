import { registerEnumType } from "type-graphql";

export enum Sector {
  GOVERNMENT = "GOVERNMENT",
  LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT",
  ACADEMIA = "ACADEMIA",
  BUSINESS = "BUSINESS",
  CIVIL_SOCIETY = "CIVIL_SOCIETY",
  OTHER = "OTHER",
}

registerEnumType(Sector, {
  name: "Sector",
  description: "The sector of society in which a member or an organisation works (sector).",
  valuesConfig: {
    GOVERNMENT: { description: "The Flemish, Brussels or federal government and its agencies (overheid)." },
    LOCAL_GOVERNMENT: { description: "A city, municipality, province or public centre for welfare (lokaal bestuur)." },
    ACADEMIA: { description: "A university, college or research centre (onderzoek en onderwijs)." },
    BUSINESS: { description: "A company, from start-up to corporation (bedrijf)." },
    CIVIL_SOCIETY: { description: "An association, foundation or citizens' initiative (middenveld)." },
    OTHER: { description: "Any sector other than these (andere)." },
  },
});
