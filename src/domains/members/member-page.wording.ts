import type { Language } from "../../core/texts/language.js";
import type { Stance } from "./member.enums.js";

interface MemberPageWords {
  organisation: string;
  sector: string;
  interests: string;
  stances: Record<Stance, string>;
}

export const memberPageWording: Record<Language, MemberPageWords> = {
  NL: {
    organisation: "Organisatie",
    sector: "Sector",
    interests: "Interesses",
    stances: { FOLLOWS: "volgt", SEEKS: "zoekt hulp", OFFERS: "kan helpen" },
  },
  FR: {
    organisation: "Organisation",
    sector: "Secteur",
    interests: "Intérêts",
    stances: { FOLLOWS: "suit", SEEKS: "cherche de l'aide", OFFERS: "peut aider" },
  },
  EN: {
    organisation: "Organisation",
    sector: "Sector",
    interests: "Interests",
    stances: { FOLLOWS: "follows", SEEKS: "seeks help", OFFERS: "can help" },
  },
};
