import { email, key } from "../../../core/graphql/validation.js";
import type { Language } from "../../../core/graphql/language.js";
import { preferredLanguage } from "../../../core/graphql/language.js";
import { cleaned } from "../../../core/texts/text-form.js";
import { maxNameLength } from "../../members/member.validation.js";

/** A person as described by the issuer. */
export interface Person {
  issuer: string;
  /** The issuer's permanent identifier of the person. */
  subject: string;
  /** The verified e-mail address; null when there is none. */
  email: string | null;
  name: string;
  language: Language;
}

export type Claims = Record<string, unknown>;

const unnamed: Record<Language, string> = { NL: "Nieuw lid", FR: "Nouveau membre", EN: "New member" };

const subjectRules = key(255);

/** The subject, if it can be stored unchanged. */
export const subjectOf = ({ sub }: Claims): string | null =>
  typeof sub === "string" && subjectRules.safeParse(sub).data === sub ? sub : null;

/** The address in the claims, if the issuer has verified it. */
export const verifiedEmailOf = (claims: Claims): string | null =>
  claims.email_verified === true ? (email.safeParse(claims.email).data ?? null) : null;

export function personOf(issuer: string, subject: string, claims: Claims): Person {
  const language = preferredLanguage(typeof claims.locale === "string" ? claims.locale : undefined);
  return { issuer, subject, email: verifiedEmailOf(claims), name: nameOf(claims) ?? unnamed[language], language };
}

/**
 * The first claim with a name, cleaned, as nobody can correct it at sign-in. Addresses are excluded, as everybody sees
 * members' names.
 */
function nameOf({ name, given_name, family_name, nickname, preferred_username }: Claims): string | undefined {
  const whole = [given_name, family_name].filter((part) => typeof part === "string").join(" ");
  return [name, whole, nickname, preferred_username]
    .filter((candidate) => typeof candidate === "string")
    .map((candidate) => cleaned(candidate, { lines: "one", max: maxNameLength }))
    .find((candidate) => candidate !== "" && !candidate.includes("@"));
}
