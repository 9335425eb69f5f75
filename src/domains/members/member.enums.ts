import { registerEnumType } from "type-graphql";

export enum Experience {
  BEGINNER = "BEGINNER",
  PRACTITIONER = "PRACTITIONER",
  EXPERT = "EXPERT",
}

export enum MemberLevel {
  EXECUTIVE = "EXECUTIVE",
  MANAGER = "MANAGER",
  PROFESSIONAL = "PROFESSIONAL",
  FIELD = "FIELD",
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

registerEnumType(Experience, {
  name: "Experience",
  description: "A member's experience in public innovation, by their own estimate (ervaring).",
  valuesConfig: {
    BEGINNER: { description: "Is new to public innovation (beginner)." },
    PRACTITIONER: { description: "Has practised public innovation (ervaren)." },
    EXPERT: { description: "Helps others with public innovation (expert)." },
  },
});

registerEnumType(MemberLevel, {
  name: "MemberLevel",
  description:
    "The level at which a member works, “hoog in de management of met je voeten in de modder”, by their own word (niveau).",
  valuesConfig: {
    EXECUTIVE: { description: "Leads an organisation or a large part of it (directie)." },
    MANAGER: { description: "Leads a team, a department or a programme (leidinggevende)." },
    PROFESSIONAL: { description: "Is an expert or a member of the staff without a team to lead (medewerker)." },
    FIELD: { description: "Works in the field, with citizens or at a counter (met de voeten in de modder)." },
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
