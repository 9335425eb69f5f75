import type { Language } from "../../core/texts/language.js";
import type { Sector } from "../organisations/sector.enum.js";
import type { Stance } from "./member.enums.js";

interface MemberPageWords {
  organisation: string;
  sector: string;
  sectors: Record<Sector, string>;
  interests: string;
  stances: Record<Stance, string>;
}

export const memberPageWording: Record<Language, MemberPageWords> = {
  NL: {
    organisation: "Organisatie",
    sector: "Sector",
    sectors: {
      GOVERNMENT: "Overheid",
      LOCAL_GOVERNMENT: "Lokaal bestuur",
      ACADEMIA: "Onderwijs en onderzoek",
      BUSINESS: "Bedrijfsleven",
      CIVIL_SOCIETY: "Middenveld",
      OTHER: "Andere",
    },
    interests: "Interesses",
    stances: { FOLLOWS: "volgt", SEEKS: "zoekt hulp", OFFERS: "kan helpen" },
  },
  FR: {
    organisation: "Organisation",
    sector: "Secteur",
    sectors: {
      GOVERNMENT: "Administration",
      LOCAL_GOVERNMENT: "Pouvoir local",
      ACADEMIA: "Enseignement et recherche",
      BUSINESS: "Entreprise",
      CIVIL_SOCIETY: "Société civile",
      OTHER: "Autre",
    },
    interests: "Intérêts",
    stances: { FOLLOWS: "suit", SEEKS: "cherche de l'aide", OFFERS: "peut aider" },
  },
  EN: {
    organisation: "Organisation",
    sector: "Sector",
    sectors: {
      GOVERNMENT: "Government",
      LOCAL_GOVERNMENT: "Local government",
      ACADEMIA: "Education and research",
      BUSINESS: "Business",
      CIVIL_SOCIETY: "Civil society",
      OTHER: "Other",
    },
    interests: "Interests",
    stances: { FOLLOWS: "follows", SEEKS: "seeks help", OFFERS: "can help" },
  },
};
