import type { OtherWords } from "../../import/cells/cells.js";
import type { Experience, MemberLevel, Stance } from "./member.enums.js";
import type { Sector } from "../organisations/sector.enum.js";

/** What lists of others write for a choice, in Dutch, French and English. */
export const sectorWords: OtherWords<Sector> = {
  GOVERNMENT: [
    "overheid",
    "Vlaamse overheid",
    "federale overheid",
    "autorité publique",
    "secteur public",
    "public sector",
  ],
  LOCAL_GOVERNMENT: [
    ...["lokaal bestuur", "lokale overheid", "gemeente", "stad", "OCMW", "provincie"],
    ...["pouvoir local", "administration locale", "commune", "CPAS", "local authority", "municipality"],
  ],
  ACADEMIA: [
    ...["onderzoek en onderwijs", "onderzoek", "onderwijs", "universiteit", "hogeschool"],
    ...["recherche", "enseignement", "université", "research", "education", "university"],
  ],
  BUSINESS: ["bedrijf", "bedrijven", "onderneming", "entreprise", "société privée", "company", "private sector"],
  CIVIL_SOCIETY: [
    ...["middenveld", "vereniging", "vzw", "burgerinitiatief", "société civile", "association", "asbl"],
    ...["non-profit", "ngo", "ong"],
  ],
  OTHER: ["andere", "ander", "autre", "autres"],
};

export const experienceWords: OtherWords<Experience> = {
  BEGINNER: ["beginnend", "starter", "débutant", "débutante", "novice"],
  PRACTITIONER: ["ervaren", "praktijkervaring", "expérimenté", "expérimentée", "experienced"],
  EXPERT: ["deskundig", "deskundige", "experte"],
};

export const levelWords: OtherWords<MemberLevel> = {
  EXECUTIVE: [
    ...["directie", "directeur", "topmanagement", "hoger management", "leidend ambtenaar", "bestuurder"],
    ...["direction", "directeur général", "directrice", "cadre dirigeant", "top management", "senior management"],
  ],
  MANAGER: [
    ...["leidinggevende", "management", "middenkader", "teamleider", "teamverantwoordelijke", "diensthoofd"],
    ...["responsable", "chef d'équipe", "chef de service", "cadre", "middle management", "team lead"],
  ],
  PROFESSIONAL: [
    ...["medewerker", "deskundige", "stafmedewerker", "beleidsmedewerker", "adviseur"],
    ...["collaborateur", "collaboratrice", "conseiller", "conseillère", "employé", "employée", "staff", "employee"],
  ],
  FIELD: [
    ...["terrein", "terreinwerker", "uitvoerend", "uitvoering", "veldwerk", "veldwerker", "met de voeten in de modder"],
    ...["terrain", "de terrain", "agent de terrain", "fieldwork", "frontline"],
  ],
};

export const stanceWords: OtherWords<Stance> = {
  FOLLOWS: ["volgt", "volgen", "suit", "suivre", "following"],
  SEEKS: ["zoekt", "zoekt hulp", "vraagt hulp", "cherche", "cherche de l'aide", "seeks help"],
  OFFERS: ["biedt", "biedt hulp", "biedt aan", "offre", "propose", "offre de l'aide", "offers help"],
};
