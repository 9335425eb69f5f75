import type { Role } from "../../../core/access/role.js";
import type { Language } from "../../../core/texts/language.js";
import type { Sector } from "../../organisations/sector.enum.js";

/** A person as described by the issuer. */
export interface Person {
  issuer: string;
  /** The issuer's permanent identifier of the person. */
  subject: string;
  /** The e-mail address that the issuer shows to be the person's; null when there is none. */
  email: string | null;
  /** An address that nobody has shown to be the person's; null when there is none. */
  suggestedEmail: string | null;
  name: string;
  language: Language;
  /** Null when the issuer names none. */
  organisation: ClaimedOrganisation | null;
  sector: Sector | null;
  /** The roles that the issuer grants the person; null when the claims say nothing about them. */
  roles: Role[] | null;
}

export interface ClaimedOrganisation {
  name: string;
  /** Its code in a public register, such as OVO002949 or ten digits for a KBO number; null when not known. */
  code: string | null;
}
