import { registerEnumType } from "type-graphql";

export enum Sector {
  GOVERNMENT = "GOVERNMENT",
  LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT",
  ACADEMIA = "ACADEMIA",
  BUSINESS = "BUSINESS",
  CIVIL_SOCIETY = "CIVIL_SOCIETY",
  OTHER = "OTHER",
}

export enum Experience {
  BEGINNER = "BEGINNER",
  PRACTITIONER = "PRACTITIONER",
  EXPERT = "EXPERT",
}

export enum ProfileVisibility {
  EVERYBODY = "EVERYBODY",
  MEMBERS = "MEMBERS",
}

export enum Stance {
  FOLLOWS = "FOLLOWS",
  SEEKS = "SEEKS",
  OFFERS = "OFFERS",
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

registerEnumType(Experience, {
  name: "Experience",
  description: "A member's experience in public innovation, by their own estimate (ervaring).",
  valuesConfig: {
    BEGINNER: { description: "Is new to public innovation (beginner)." },
    PRACTITIONER: { description: "Has practised public innovation (ervaren)." },
    EXPERT: { description: "Helps others with public innovation (expert)." },
  },
});

registerEnumType(ProfileVisibility, {
  name: "ProfileVisibility",
  description: "Who may see a member's profile (zichtbaarheid).",
  valuesConfig: {
    EVERYBODY: { description: "Everybody, signed in or not (iedereen)." },
    MEMBERS: { description: "Signed-in members only (leden)." },
  },
});

registerEnumType(Stance, {
  name: "Stance",
  description: "A member's stance towards a theme (houding).",
  valuesConfig: {
    FOLLOWS: { description: "Is curious about the theme (volgt)." },
    SEEKS: { description: "Needs help with the theme (zoekt hulp)." },
    OFFERS: { description: "Can help others with the theme (biedt hulp)." },
  },
});
