import type { Language } from "../../core/texts/language.js";
import type { Sector } from "./sector.enum.js";

/** What sectors are called on pages. */
export const sectorWording: Record<Language, Record<Sector, string>> = {
  NL: {
    GOVERNMENT: "Overheid",
    LOCAL_GOVERNMENT: "Lokaal bestuur",
    ACADEMIA: "Onderwijs en onderzoek",
    BUSINESS: "Bedrijfsleven",
    CIVIL_SOCIETY: "Middenveld",
    OTHER: "Andere",
  },
  FR: {
    GOVERNMENT: "Administration",
    LOCAL_GOVERNMENT: "Pouvoir local",
    ACADEMIA: "Enseignement et recherche",
    BUSINESS: "Entreprise",
    CIVIL_SOCIETY: "Société civile",
    OTHER: "Autre",
  },
  EN: {
    GOVERNMENT: "Government",
    LOCAL_GOVERNMENT: "Local government",
    ACADEMIA: "Education and research",
    BUSINESS: "Business",
    CIVIL_SOCIETY: "Civil society",
    OTHER: "Other",
  },
};
