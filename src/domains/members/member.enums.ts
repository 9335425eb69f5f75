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
  description: "The part of society that somebody works in (sector).",
  valuesConfig: {
    GOVERNMENT: { description: "The Flemish, Brussels or federal government and its agencies (overheid)." },
    LOCAL_GOVERNMENT: { description: "A city, municipality, province or public centre for welfare (lokaal bestuur)." },
    ACADEMIA: { description: "A university, college or research centre (onderzoek en onderwijs)." },
    BUSINESS: { description: "A company, from start-up to corporation (bedrijf)." },
    CIVIL_SOCIETY: { description: "An association, foundation or citizens' initiative (middenveld)." },
    OTHER: { description: "None of the others (andere)." },
  },
});

registerEnumType(Experience, {
  name: "Experience",
  description: "How much a member has done in public innovation, in their own words (ervaring).",
  valuesConfig: {
    BEGINNER: { description: "Starting out (beginner)." },
    PRACTITIONER: { description: "Has done it (ervaren)." },
    EXPERT: { description: "Helps others do it (expert)." },
  },
});

registerEnumType(ProfileVisibility, {
  name: "ProfileVisibility",
  description: "Who may see a member's profile (zichtbaarheid).",
  valuesConfig: {
    EVERYBODY: { description: "Everybody, signed in or not." },
    MEMBERS: { description: "Who is signed in." },
  },
});

registerEnumType(Stance, {
  name: "Stance",
  description: "How a member stands towards a theme (houding).",
  valuesConfig: {
    FOLLOWS: { description: "Is curious about it (volgt)." },
    SEEKS: { description: "Needs help with it (zoekt hulp)." },
    OFFERS: { description: "Can help others with it (biedt hulp)." },
  },
});
