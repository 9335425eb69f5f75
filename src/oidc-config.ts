import { z } from "zod";

/** The values of the enums Sector and Role that a claim can be mapped to; a test compares them. */
export const claimedSectors = [
  ...["GOVERNMENT", "LOCAL_GOVERNMENT", "ACADEMIA"],
  ...["BUSINESS", "CIVIL_SOCIETY", "OTHER"],
] as ["GOVERNMENT", "LOCAL_GOVERNMENT", "ACADEMIA", "BUSINESS", "CIVIL_SOCIETY", "OTHER"];
export const claimedRoles = ["ORGANISER", "ANALYST", "ADMIN"] as const;

type SectorName = (typeof claimedSectors)[number];
type RoleName = (typeof claimedRoles)[number];

/** Which claims of the issuer say what about a person. A dot in the name of a claim leads into an object. */
export interface ClaimMapping {
  /** Identifies the person for ever. */
  subject: string;
  /** The first alternative that gives a name counts; each is one claim or several, joined by spaces. */
  name: string[];
  email: string;
  /**
   * Whether an address of this issuer is the person's: true unless `email_verified` denies it, false never; undefined
   * when `email_verified` says so.
   */
  emailTrusted: boolean | undefined;
  organisation: string | undefined;
  organisationCode: string | undefined;
  sector: { claim: string; values: Record<string, SectorName> } | undefined;
  /** Undefined when the issuer grants no roles. */
  roles: { claim: string; values: Record<string, RoleName[]> } | undefined;
}

const claim = z.string().trim().min(1).max(200);
const nullableClaim = claim.nullable();
const role = z.enum(claimedRoles);
const valuesOf = <Value extends z.ZodType>(value: Value) => z.record(z.string().min(1).max(200), value);

const nameMessage = "must be a claim, or a list of them: the first that gives a name counts";
const roleMessage = `must be one of ${claimedRoles.join(", ")}, or a list of them`;

const mappingRules = z
  .strictObject({
    subject: claim,
    name: z
      .union([claim.transform((name) => [name]), z.array(claim)], { message: nameMessage })
      .refine((names) => names.length > 0, { message: nameMessage }),
    email: claim,
    emailTrusted: z.boolean(),
    organisation: nullableClaim,
    organisationCode: nullableClaim,
    sector: z
      .strictObject({ claim, values: valuesOf(z.enum(claimedSectors)) })
      .partial()
      .nullable(),
    roles: z
      .strictObject({
        claim,
        values: valuesOf(z.union([role.transform((one) => [one]), z.array(role)], { message: roleMessage })),
      })
      .partial()
      .nullable(),
  })
  .partial();

type GivenMapping = z.output<typeof mappingRules>;

/** The form of OIDC_CLAIMS. */
export const claimsVariable = z
  .string()
  .transform((text, check): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      check.addIssue({ code: "custom", message: 'must be a JSON object such as {"organisation": "org_name"}' });
      return z.NEVER;
    }
  })
  .pipe(mappingRules);

/** What an issuer of a kind is like, where the configuration does not say otherwise. */
interface Preset {
  scope: string;
  /** Whether access tokens are for the client itself, as no other audience is named in them. */
  audienceIsClient: boolean;
  /** Whether the issuer has an address of everybody. */
  givesAddresses: boolean;
  claims: GivenMapping;
}

const usual: Preset = {
  scope: "openid email profile",
  audienceIsClient: false,
  givesAddresses: true,
  claims: {
    subject: "sub",
    name: ["name", "given_name family_name", "nickname", "preferred_username"],
    email: "email",
  },
};

const presets = {
  /** The sign-in of the Flemish government: no addresses, organisations by OVO or KBO code, opaque access tokens. */
  "acm-idm": {
    scope: "openid profile vo",
    audienceIsClient: true,
    givesAddresses: false,
    claims: {
      name: ["given_name family_name"],
      // What an administrator of the organisation entered, if the client was granted it: a suggestion, no proof.
      email: "vo_email",
      emailTrusted: false,
      organisation: "vo_orgnaam",
      organisationCode: "vo_orgcode",
      sector: {
        claim: "vo_doelgroepcode",
        values: {
          GID: "GOVERNMENT",
          LB: "LOCAL_GOVERNMENT",
          OV: "ACADEMIA",
          EA: "BUSINESS",
          VER: "CIVIL_SOCIETY",
          BUR: "OTHER",
        },
      },
    },
  },
  /** One tenant of Microsoft Entra ID: `sub` differs by client, and no `email_verified`. */
  entra: { claims: { subject: "oid", emailTrusted: true, roles: { claim: "roles" } } },
  keycloak: { claims: { roles: { claim: "realm_access.roles" } } },
} satisfies Record<string, Partial<Preset>>;

export const presetNames = Object.keys(presets) as (keyof typeof presets)[];

/** The preset with this name; the usual issuer when there is none. */
export const presetOf = (name: unknown): Preset => ({
  ...usual,
  ...(presetNames.find((each) => each === name) && presets[name as keyof typeof presets]),
});

/** The mapping as configured: over that of the preset, and that over the usual one. */
export function mappingOf(preset: Preset, given: GivenMapping = {}): ClaimMapping {
  const base = { ...usual.claims, ...preset.claims };
  const merged = { ...base, ...given };
  const sector = merged.sector && mergedValues(base.sector, given.sector);
  const roles = merged.roles && mergedValues(base.roles, given.roles);
  return {
    subject: merged.subject!,
    name: merged.name!,
    email: merged.email!,
    emailTrusted: merged.emailTrusted,
    organisation: merged.organisation ?? undefined,
    organisationCode: merged.organisationCode ?? undefined,
    sector: sector?.claim && sector.values ? { claim: sector.claim, values: sector.values } : undefined,
    roles: roles?.claim && roles.values ? { claim: roles.claim, values: roles.values } : undefined,
  };
}

interface Values<Value> {
  claim?: string;
  values?: Record<string, Value>;
}

/** The values of another claim have nothing to do with those of the preset's. */
function mergedValues<Value>(base: Values<Value> | null = {}, given: Values<Value> | null = {}): Values<Value> {
  const isAnother = given?.claim !== undefined && given.claim !== base?.claim;
  if (isAnother || base?.values === undefined || given?.values === undefined) return { ...base, ...given };
  return { ...base, values: { ...base.values, ...given.values } };
}

/** What of a mapping has no meaning without the rest. */
export function mappingProblems(preset: Preset, given: GivenMapping = {}): string[] {
  return (["sector", "roles"] as const).flatMap((part) => {
    if (!given[part]) return [];
    const { claim, values } = { ...preset.claims[part], ...given[part] } as Values<unknown>;
    if (claim === undefined) return [`${part}.claim: must be set, as the values are those of a claim`];
    return values === undefined ? [`${part}.values: must be set, as the claim says nothing without them`] : [];
  });
}

/** Tenants of Microsoft's in which everybody can have an account with any address. */
const openTenants = /^\/(common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad)(\/|$)/i;

/** Whether it is an issuer for everybody, whose addresses prove nothing. */
export const isOpenTenant = (issuer: string): boolean => {
  const { hostname, pathname } = new URL(issuer);
  return hostname === "login.microsoftonline.com" && openTenants.test(pathname);
};
