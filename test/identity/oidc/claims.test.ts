import { describe, expect, it } from "@jest/globals";
import { Role } from "../../../src/core/access/role.js";
import { readConfig } from "../../../src/config.js";
import { ClaimReader } from "../../../src/domains/identity/oidc/claim-reader.js";
import { Sector } from "../../../src/domains/organisations/sector.enum.js";
import { claimedRoles, claimedSectors } from "../../../src/oidc-config.js";

const issuer = "https://issuer.example.org";

/** Reads claims as configured. */
const readerOf = (mapping: object = {}, preset = ""): ClaimReader => {
  const env = { OIDC_ISSUER: issuer, OIDC_AUDIENCE: "ino", OIDC_PRESET: preset, OIDC_CLAIMS: JSON.stringify(mapping) };
  return new ClaimReader(issuer, readConfig(env).oidc!.claims);
};
const personOf = (claims: object, mapping: object = {}, preset = "") =>
  readerOf(mapping, preset).personOf("somebody", { ...claims });

describe("the configuration", () => {
  it("knows the sectors and the roles, but the one that everybody has", () => {
    expect(claimedSectors).toEqual(Object.values(Sector));
    expect([Role.MEMBER, ...claimedRoles]).toEqual(Object.values(Role));
  });
});

describe("a name", () => {
  it.each<[string, object, object, string]>([
    ["of its parts", { given_name: "An", family_name: "De Smet" }, { name: "given_name family_name" }, "An De Smet"],
    ["of the parts that there are", { family_name: "De Smet" }, { name: "given_name family_name" }, "De Smet"],
    ["by the first alternative", { name: "A", cn: "B" }, { name: ["cn", "name"] }, "B"],
    ["by the next when one is empty", { cn: " \u200b", name: "A" }, { name: ["cn", "name"] }, "A"],
    ["within an object", { person: { shown: "An" } }, { name: "person.shown" }, "An"],
    ["by a claim with a dot", { "person.shown": "An", person: { shown: "Jan" } }, { name: "person.shown" }, "An"],
    ["not of what every object has", {}, { name: "constructor.name" }, "Nieuw lid"],
    ["in one line and one form of Unicode", { name: "Rene\u0301e\r\nDe\u202e Smet" }, {}, "Renée De Smet"],
  ])("is made %s", (_what, claims, mapping, name) => {
    expect(personOf(claims, mapping).name).toBe(name);
  });
});

describe("an address", () => {
  const address = { email: "An@Example.org" };
  it.each<[string, object, object, string | null]>([
    ["that is verified", { ...address, email_verified: true }, {}, "an@example.org"],
    ["that is verified in a text", { ...address, email_verified: "true" }, {}, "an@example.org"],
    ["without a word about it", address, {}, null],
    ["of a trusted issuer", address, { emailTrusted: true }, "an@example.org"],
    ["that a trusted issuer denies", { ...address, email_verified: false }, { emailTrusted: true }, null],
    ["that a trusted issuer denies in a text", { ...address, email_verified: "False" }, { emailTrusted: true }, null],
    ["of an issuer that is not trusted", { ...address, email_verified: true }, { emailTrusted: false }, null],
    ["in another claim", { mail: "b@example.org", email_verified: true }, { email: "mail" }, "b@example.org"],
    ["that is none", { email: "an", email_verified: true }, {}, null],
  ])("%s", (_what, claims, mapping, email) => {
    const person = personOf(claims, mapping);
    expect(person.email).toBe(email);
    // An address that nobody vouches for may still be the right one.
    const isAddress = "email" in claims && claims.email === address.email;
    expect(person.suggestedEmail).toBe(email === null && isAddress ? "an@example.org" : null);
  });
});

describe("an organisation", () => {
  const mapping = { organisation: "org", organisationCode: "code" };
  it.each<[string, object, object | null]>([
    ["with its code", { org: "Stad Gent", code: "0207451227" }, { name: "Stad Gent", code: "0207451227" }],
    [
      "with a code in another form",
      { org: "Stad Gent", code: "BE 0207.451.227" },
      { name: "Stad Gent", code: "0207451227" },
    ],
    ["with an old number", { org: "Stad Gent", code: "207.451.227" }, { name: "Stad Gent", code: "0207451227" }],
    [
      "with an OVO code",
      { org: "Digitaal Vlaanderen", code: "ovo002949" },
      { name: "Digitaal Vlaanderen", code: "OVO002949" },
    ],
    ["with a mistyped KBO number", { org: "Stad Gent", code: "0207451228" }, { name: "Stad Gent", code: null }],
    ["by a mistyped KBO number alone", { code: "0207.451.228" }, null],
    ["without a code", { org: "Stad Gent" }, { name: "Stad Gent", code: null }],
    ["by its code alone", { code: "OVO002949" }, { name: "OVO002949", code: "OVO002949" }],
    ["that is none", { org: " ", code: "" }, null],
    ["that is no text", { org: 7, code: ["x"] }, null],
    ["in one line", { org: "Stad\r\nGent\u202e" }, { name: "Stad Gent", code: null }],
    ["of a novel", { org: "é".repeat(300) }, { name: "é".repeat(200), code: null }],
  ])("%s", (_what, claims, organisation) => {
    expect(personOf(claims, mapping).organisation).toEqual(organisation);
  });

  it("of a register of its own is not that with the same code in another", () => {
    const school = { vo_orgnaam: "Basisschool", vo_orgcode: "44021" };
    const codes = ["OV", "LB"].map((vo_doelgroepcode) => personOf({ ...school, vo_doelgroepcode }, {}, "acm-idm"));
    expect(codes.map(({ organisation }) => organisation?.code)).toEqual(["OV:44021", "LB:44021"]);
  });
});

describe("the sector", () => {
  it.each([
    ["GID", Sector.GOVERNMENT],
    ["LB", Sector.LOCAL_GOVERNMENT],
    ["OV", Sector.ACADEMIA],
    ["EA", Sector.BUSINESS],
    ["VER", Sector.CIVIL_SOCIETY],
    ["BUR", Sector.OTHER],
    ["toString", null],
    ["XX", null],
    [undefined, null],
  ])("of ACM/IDM's %s is %s", (vo_doelgroepcode, sector) => {
    expect(personOf({ vo_doelgroepcode }, {}, "acm-idm").sector).toBe(sector);
  });

  it("may be mapped otherwise, one by one", () => {
    const mapping = { sector: { values: { BUR: "CIVIL_SOCIETY" } } };
    const sectors = ["BUR", "GID"].map((code) => personOf({ vo_doelgroepcode: code }, mapping, "acm-idm").sector);
    expect(sectors).toEqual([Sector.CIVIL_SOCIETY, Sector.GOVERNMENT]);
    expect(personOf({ vo_doelgroepcode: "GID" }, { sector: null }, "acm-idm").sector).toBeNull();
  });
});

describe("roles", () => {
  const mapping = { roles: { claim: "realm_access.roles", values: { boss: "ADMIN", host: ["ORGANISER", "ANALYST"] } } };
  const rolesOf = (roles: unknown) => personOf({ realm_access: { roles } }, mapping).roles;

  it.each<[string, unknown, Role[] | null]>([
    ["one text", "boss", [Role.ADMIN]],
    ["a list", ["host", "boss", "host"], [Role.ORGANISER, Role.ANALYST, Role.ADMIN]],
    ["none", [], []],
    ["others", ["user", "toString", 7, "ADMIN"], []],
    ["with the organisation that they are for", ["host:OVO002949"], [Role.ORGANISER, Role.ANALYST]],
    ["nothing", undefined, null],
  ])("are those of %s", (_what, value, roles) => {
    expect(rolesOf(value)).toEqual(roles);
  });

  it("are none of the issuer's without a mapping", () => {
    expect(personOf({ roles: ["ADMIN"] }, {}, "entra").roles).toBeNull();
    expect(personOf({ roles: ["ADMIN"] }, { roles: { values: { ADMIN: "ADMIN" } } }, "entra").roles).toEqual([
      Role.ADMIN,
    ]);
  });

  it("may be those for one organisation alone", () => {
    const only = { roles: { claim: "ino_rol_3d", values: { "beheerder:OVO002949": "ADMIN" } } };
    const granted = ["OVO002949", "OVO000001"].map(
      (code) => personOf({ ino_rol_3d: [`beheerder:${code}`] }, only).roles,
    );
    expect(granted).toEqual([[Role.ADMIN], []]);
  });
});
