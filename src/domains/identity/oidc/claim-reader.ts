import type { ClaimMapping } from "../../../oidc-config.js";
import { Role } from "../../../core/access/role.js";
import { email, key } from "../../../core/graphql/validation.js";
import { Language, preferredLanguage } from "../../../core/texts/language.js";
import { cleaned } from "../../../core/texts/text-form.js";
import { Sector } from "../../organisations/sector.enum.js";
import { maxNameLength } from "../../members/member.validation.js";
import { claimedCode } from "../../organisations/organisation-code.js";
import { maxOrganisationNameLength } from "../../organisations/organisation.validation.js";
import { claimIn, textIn, textsIn, type Claims } from "./claims.js";
import type { ClaimedOrganisation, Person } from "./person.js";

const unnamed: Record<Language, string> = { NL: "Nieuw lid", FR: "Nouveau membre", EN: "New member" };

const subjectRules = key(255);

/** Reads claims as the configuration maps them. Texts are cleaned, as nobody can correct them at sign-in. */
export class ClaimReader {
  constructor(
    readonly issuer: string,
    readonly mapping: ClaimMapping,
  ) {}

  /** The subject, if it can be stored unchanged. */
  subjectOf(claims: Claims): string | null {
    const subject = textIn(claims, this.mapping.subject);
    return subject !== undefined && subjectRules.safeParse(subject).data === subject ? subject : null;
  }

  /** The person; without a locale in the claims, their language is `fallback`. */
  personOf(subject: string, claims: Claims, fallback = Language.NL): Person {
    const locale = textIn(claims, "locale");
    const language = locale === undefined ? fallback : preferredLanguage(locale);
    const address = this.#addressIn(claims);
    const isTrusted = this.#isTrusted(claims);
    return {
      issuer: this.issuer,
      subject,
      email: isTrusted ? address : null,
      suggestedEmail: isTrusted ? null : address,
      name: this.#nameOf(claims) ?? unnamed[language],
      language,
      organisation: this.#organisationOf(claims),
      sector: this.#sectorOf(claims),
      roles: this.rolesOf(claims),
    };
  }

  /** The roles that the issuer grants; null when the claims say nothing about them. */
  rolesOf(claims: Claims): Role[] | null {
    const { roles } = this.mapping;
    if (!roles || claimIn(claims, roles.claim) === undefined) return null;
    // ACM/IDM adds the organisation for which a role was given: `InoBeheerder:OVO002949`.
    const values = textsIn(claims, roles.claim).flatMap((value) => [value, value.split(":")[0]!]);
    const mapped = values.filter((value) => Object.hasOwn(roles.values, value));
    const granted = mapped.flatMap((value) => roles.values[value]!.map((name): Role => Role[name]));
    return Object.values(Role).filter((role) => granted.includes(role));
  }

  /** Whether the claims say all that is mapped, so that the userinfo endpoint can add nothing. */
  isComplete(claims: Claims): boolean {
    const { organisation, organisationCode, sector, roles } = this.mapping;
    const mapped = [organisation, organisationCode, sector?.claim, roles?.claim].filter((name) => name !== undefined);
    return this.hasAddress(claims) && mapped.every((name) => claimIn(claims, name) !== undefined);
  }

  /** Whether the claims have an address that the issuer shows to be the person's. */
  hasAddress(claims: Claims): boolean {
    return this.#isTrusted(claims) && this.#addressIn(claims) !== null;
  }

  /** The claims with those of another source; an address is never combined with the other's word that it is verified. */
  joined(claims: Claims, others: Claims): Claims {
    const { email } = this.mapping;
    const source = this.hasAddress(claims) || claimIn(others, email) === undefined ? claims : others;
    return { ...claims, ...others, [email]: claimIn(source, email), email_verified: source.email_verified };
  }

  #addressIn(claims: Claims): string | null {
    return email.safeParse(claimIn(claims, this.mapping.email)).data ?? null;
  }

  /** Some issuers write the boolean as a text. */
  #isTrusted({ email_verified: verified }: Claims): boolean {
    const { emailTrusted } = this.mapping;
    const isDenied = verified === false || String(verified).toLowerCase() === "false";
    if (emailTrusted !== undefined) return emailTrusted && !isDenied;
    return verified === true || (typeof verified === "string" && verified.toLowerCase() === "true");
  }

  /** The first alternative with a name. Addresses are excluded, as everybody sees members' names. */
  #nameOf(claims: Claims): string | undefined {
    return this.mapping.name
      .map((alternative) => alternative.split(/\s+/).map((part) => textIn(claims, part) ?? ""))
      .map((parts) => cleaned(parts.join(" "), { lines: "one", max: maxNameLength }))
      .find((name) => name !== "" && !name.includes("@"));
  }

  #organisationOf(claims: Claims): ClaimedOrganisation | null {
    const { organisation: nameClaim, organisationCode: codeClaim } = this.mapping;
    const text = (name: string | undefined) => (name === undefined ? "" : (textIn(claims, name) ?? ""));
    const code = claimedCode(text(codeClaim), this.#groupOf(claims));
    const name = cleaned(text(nameClaim), { lines: "one", max: maxOrganisationNameLength }) || (code ?? "");
    return name === "" ? null : { name, code };
  }

  /** The kind of organisation, in the issuer's words. */
  #groupOf(claims: Claims): string | undefined {
    const { sector } = this.mapping;
    return sector && textIn(claims, sector.claim);
  }

  #sectorOf(claims: Claims): Sector | null {
    const group = this.#groupOf(claims);
    const values = this.mapping.sector?.values ?? {};
    return group !== undefined && Object.hasOwn(values, group) ? Sector[values[group]!] : null;
  }
}
