import { email, text } from "../../../core/graphql/validation.js";
import type { Language } from "../../../core/graphql/language.js";
import { preferredLanguage } from "../../../core/graphql/language.js";
import { memberName } from "../../members/member.validation.js";

/** Somebody as the issuer knows them. */
export interface Person {
  issuer: string;
  /** What the issuer calls them for ever. */
  subject: string;
  /** The address that the issuer has seen to be theirs; null when there is none. */
  email: string | null;
  name: string;
  language: Language;
}

export type Claims = Record<string, unknown>;

const unnamed: Record<Language, string> = { NL: "Nieuw lid", FR: "Nouveau membre", EN: "New member" };

const subjectRules = text(255);

/** The subject, if it is one that can be kept as it is. */
export const subjectOf = ({ sub }: Claims): string | null =>
  typeof sub === "string" && subjectRules.safeParse(sub).data === sub ? sub : null;

/** The address in the claims, if the issuer vouches for it. */
export const verifiedEmailOf = (claims: Claims): string | null =>
  claims.email_verified === true ? (email.safeParse(claims.email).data ?? null) : null;

export function personOf(issuer: string, subject: string, claims: Claims): Person {
  const language = preferredLanguage(typeof claims.locale === "string" ? claims.locale : undefined);
  return { issuer, subject, email: verifiedEmailOf(claims), name: nameOf(claims) ?? unnamed[language], language };
}

/** The first claim that can be a member's name. An address is none: members' names are seen by everybody. */
function nameOf({ name, given_name, family_name, nickname, preferred_username }: Claims): string | undefined {
  const whole = [given_name, family_name].filter((part) => typeof part === "string").join(" ");
  return [name, whole, nickname, preferred_username]
    .filter((candidate) => typeof candidate === "string" && !candidate.includes("@"))
    .map((candidate) => memberName.safeParse(shortened(candidate as string)).data)
    .find((candidate) => candidate !== undefined);
}

/** Cut between characters, not within one. */
const shortened = (name: string): string => {
  const trimmed = name.normalize("NFC").trim();
  return trimmed.length <= 120 ? trimmed : trimmed.slice(0, 120).replace(/[\uD800-\uDBFF]$/, "");
};
