import { afterEach, describe, expect, it } from "@jest/globals";
import { readConfig } from "../../../src/config.js";
import { Sector } from "../../../src/domains/organisations/sector.enum.js";
import { testApp, type TestApp } from "../../support/app.js";
import { builders } from "../../support/builders.js";
import { openMailbox, tokenIn, type Mailbox } from "../../support/mailbox.js";
import { audience } from "./issuer-server.js";
import { acmIdm, entra, keycloak } from "./provider-kinds.js";
import {
  browse,
  clientId,
  clientSecret,
  frontEnd,
  frontEndTokens,
  TestProvider,
  type ProviderKind,
} from "./provider.js";

const VIEWER = `{ viewer { email roles member { id name sector organisation { name sector codes } } } }`;

let provider: TestProvider;
let mailbox: Mailbox;
let app: TestApp;
afterEach(async () => {
  await app.end();
  await mailbox.down();
  await provider.stop();
});

/** The service, with a preset, at a provider of its kind. */
async function serviceAt(kind: ProviderKind, preset: string, env: Record<string, string> = {}): Promise<void> {
  provider = await TestProvider.start(kind);
  mailbox = await openMailbox();
  const { oidc } = readConfig({
    OIDC_ISSUER: provider.url,
    OIDC_PRESET: preset,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    ...env,
  });
  app = await testApp(undefined, { oidc, smtpUrl: mailbox.url });
}

const get = (address: string, init: RequestInit = {}) => fetch(address, { redirect: "manual", ...init });

/** Signs in at the issuer, and gives the service's answer at the callback. */
async function signIn(query = ""): Promise<Response> {
  const sent = await get(`${app.url}/auth/oidc/start${query}`);
  return get(await browse(sent.headers.get("location")!, provider.url));
}

const viewerOf = async (token: string) => {
  const { status, data } = await app.ask(VIEWER, {}, token);
  return status === 200 ? data.viewer : status;
};
const signedIn = async () => viewerOf(((await (await signIn()).json()) as { accessToken: string }).accessToken);

/** Gives the address that is asked for, and follows the link in the mail. */
async function confirmAddress(email: string): Promise<void> {
  const asked = await signIn();
  const ticket = new URL(asked.headers.get("location")!).searchParams.get("ticket")!;
  await get(`${app.url}/auth/oidc/address`, { method: "POST", body: new URLSearchParams({ ticket, email }) });
  const [mail] = await mailbox.to(email);
  expect((await signIn(`?confirmation=${tokenIn(mail!)}`)).status).toBe(200);
}

describe("the preset acm-idm", () => {
  const serviceAtAcm = async (
    authentication: "client_secret_basic" | "client_secret_post",
    env: Record<string, string> = {},
  ) => {
    await serviceAt(acmIdm(authentication), "acm-idm", env);
    await provider.knows(`${app.url}/auth/oidc/callback`, frontEnd.redirectUri);
    provider.account = {
      sub: "2365621db15c6e2846ca",
      given_name: "An",
      family_name: "De Smet",
      vo_id: "a5720746-4c9e-48a8-9aa0-7ab456648487",
      vo_doelgroepcode: "GID",
      vo_orgcode: "OVO002949",
      vo_orgnaam: "Digitaal Vlaanderen",
    };
  };

  it.each(["client_secret_basic", "client_secret_post"] as const)(
    "makes a civil servant with a confirmed address a member, with organisation and sector, by %s",
    async (authentication) => {
      await serviceAtAcm(authentication);
      await confirmAddress("an.desmet@vlaanderen.example");
      expect(await signedIn()).toEqual({
        email: "an.desmet@vlaanderen.example",
        roles: ["MEMBER"],
        member: {
          id: expect.any(String),
          name: "An De Smet",
          sector: "GOVERNMENT",
          organisation: { name: "Digitaal Vlaanderen", sector: "GOVERNMENT", codes: ["OVO002949"] },
        },
      });
    },
  );

  it("makes a citizen a member without an organisation", async () => {
    await serviceAtAcm("client_secret_basic");
    provider.account = { sub: "citizen", given_name: "Jan", family_name: "Peeters", vo_doelgroepcode: "BUR" };
    await confirmAddress("jan@burger.example");
    expect((await signedIn()).member).toMatchObject({ name: "Jan Peeters", sector: "OTHER", organisation: null });
  });

  it("fills the profile of an imported member where it is empty, and leaves what it says", async () => {
    await serviceAtAcm("client_secret_basic");
    const { source } = app.services.database;
    const { buildMember, buildOrganisation } = builders(source.manager);
    const own = await buildOrganisation({ name: "Mijn vzw" });
    const said = await buildMember({ organisationId: own.id, sector: Sector.CIVIL_SOCIETY });
    const empty = await buildMember();
    for (const { id } of [said, empty]) {
      const [account] = await source.query<{ email: string }[]>("SELECT email FROM account WHERE member_id = $1", [id]);
      provider.account = { ...provider.account!, sub: id };
      await confirmAddress(account!.email);
      expect((await signedIn()).member).toMatchObject(
        id === said.id
          ? { id, name: said.name, sector: "CIVIL_SOCIETY", organisation: { name: "Mijn vzw", codes: [] } }
          : { id, name: empty.name, sector: "GOVERNMENT", organisation: { codes: ["OVO002949"] } },
      );
    }
    const updated = "SELECT subject_id FROM event WHERE kind = 'member.updated'";
    expect(await source.query(updated)).toEqual([{ subject_id: empty.id }]);
  });

  it("takes the opaque access tokens of its members, and none that was issued to another application", async () => {
    await serviceAtAcm("client_secret_post");
    const scope = "openid profile vo";
    const own = { id: clientId, redirectUri: frontEnd.redirectUri, secret: clientSecret };
    const { accessToken: early } = await frontEndTokens(provider, { scope, client: own });
    expect(early).not.toMatch(/^eyJ/);
    expect(await viewerOf(early)).toBe(401);
    await confirmAddress("an.desmet@vlaanderen.example");
    const { accessToken } = await frontEndTokens(provider, { scope, client: own });
    const asked = () => provider.asked.filter((path) => path === "/token/introspection").length;
    const before = asked();
    for (let n = 0; n < 3; n++) expect(await viewerOf(accessToken)).toMatchObject({ member: { name: "An De Smet" } });
    expect(asked()).toBe(before + 1);
    const { accessToken: another } = await frontEndTokens(provider, { scope });
    expect(await viewerOf(another)).toBe(401);
  });

  it("passes the issuer's error on when a scope was not granted to the client", async () => {
    await serviceAtAcm("client_secret_basic", { OIDC_SCOPE: "openid profile vo email" });
    const answer = await signIn();
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("invalid_scope");
  });
});

describe("the preset entra", () => {
  it("trusts the address of the tenant without email_verified, and knows a person by oid at every client", async () => {
    await serviceAt(entra, "entra", { OIDC_AUDIENCE: audience });
    await provider.knows(`${app.url}/auth/oidc/callback`);
    provider.account = { sub: "local", oid: "9f6c1e5a", tid: "t", name: "Zoë Claes", email: "Zoe@tenant.example" };
    const viewer = await signedIn();
    expect(viewer).toMatchObject({ email: "zoe@tenant.example", member: { name: "Zoë Claes" } });
    expect(await viewerOf((await frontEndTokens(provider)).accessToken)).toEqual(viewer);
    const [identity] = await app.services.database.source.query<{ subject: string }[]>(
      "SELECT subject FROM external_identity",
    );
    expect(identity).toEqual({ subject: "9f6c1e5a" });
  });

  it("asks for an address where the tenant has none, and gives roles by mapping", async () => {
    const OIDC_CLAIMS = JSON.stringify({ roles: { values: { "Ino.Analist": "ANALYST" } } });
    await serviceAt((usual) => ({ ...entra(usual), claims: { openid: ["sub", "oid", "name", "roles"] } }), "entra", {
      OIDC_AUDIENCE: audience,
      OIDC_CLAIMS,
      OIDC_SCOPE: "openid",
    });
    await provider.knows(`${app.url}/auth/oidc/callback`);
    provider.account = { sub: "local", oid: "77", name: "Mo Dirani", roles: ["Ino.Analist", "User"] };
    await confirmAddress("mo@elders.example");
    expect(await signedIn()).toMatchObject({ email: "mo@elders.example", roles: ["MEMBER", "ANALYST"] });
    provider.account = { sub: "local", oid: "77", name: "Mo Dirani" };
    expect(await signedIn()).toMatchObject({ roles: ["MEMBER"] });
  });
});

describe("the preset keycloak", () => {
  it("takes access tokens with a nonce, no ID tokens, and roles of the realm", async () => {
    const OIDC_CLAIMS = JSON.stringify({ roles: { values: { "ino-organisator": "ORGANISER" } } });
    await serviceAt(keycloak, "keycloak", { OIDC_AUDIENCE: audience, OIDC_CLAIMS });
    await provider.knows(`${app.url}/auth/oidc/callback`);
    provider.account = {
      sub: "f:1:jan",
      preferred_username: "jan",
      given_name: "Jan",
      family_name: "Peeters",
      email: "jan@keycloak.example",
      email_verified: true,
      realm_access: { roles: ["offline_access", "ino-organisator"] },
    };
    const { accessToken, idToken } = await frontEndTokens(provider);
    const viewer = await viewerOf(accessToken);
    expect(viewer).toMatchObject({
      email: "jan@keycloak.example",
      roles: ["MEMBER", "ORGANISER"],
      member: { name: "Jan Peeters" },
    });
    expect(await viewerOf(idToken)).toBe(401);
    expect(await signedIn()).toEqual(viewer);
  });

  it("asks for an address to be confirmed that Keycloak has not verified", async () => {
    await serviceAt(keycloak, "keycloak", { OIDC_AUDIENCE: audience });
    await provider.knows(`${app.url}/auth/oidc/callback`);
    provider.account = { sub: "f:1:an", name: "An", email: "an@keycloak.example", email_verified: false };
    await confirmAddress("an@keycloak.example");
    expect((await signedIn()).email).toBe("an@keycloak.example");
  });
});
