import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mappingOf, presetOf } from "../../../src/oidc-config.js";
import { testApp, type TestApp } from "../../support/app.js";
import { IssuerServer, someone } from "./issuer-server.js";

const ROLES = `{ viewer { roles member { id } } }`;
const values = { organisers: ["ORGANISER" as const], admins: ["ADMIN" as const] };

let issuer: IssuerServer;
let app: TestApp;
let other: TestApp;
beforeAll(async () => {
  issuer = await IssuerServer.start();
  const claims = { ...mappingOf(presetOf(undefined)), roles: { claim: "groups", values } };
  const oidc = { ...issuer.config, claims };
  app = await testApp(undefined, { oidc });
  other = await testApp(app.databaseUrl, { oidc });
});
afterAll(async () => {
  await other.end();
  await app.end();
  await issuer.stop();
});

const now = () => Math.floor(Date.now() / 1000);
type Person = ReturnType<typeof someone>;
/** A token that says so about the person's groups, issued so many seconds ago. */
const tokenOf = (person: Person, groups: unknown, ago = 0) => issuer.token({ ...person, groups, iat: now() - ago });
const rolesBy = async (token: string, at = app) => (await at.ask(ROLES, {}, token)).data.viewer.roles as string[];
const rows = (statement: string, parameters: unknown[] = []) =>
  app.services.database.source.query<Record<string, unknown>[]>(statement, parameters);
const idOf = async (token: string) => (await app.ask(ROLES, {}, token)).data.viewer.member.id as string;

describe("roles at a sign-in", () => {
  const client = { id: "ino", secret: "a secret", authentication: undefined, scope: "openid" };
  let service: TestApp;
  beforeAll(async () => {
    const claims = { ...mappingOf(presetOf(undefined)), roles: { claim: "groups", values } };
    service = await testApp(app.databaseUrl, { oidc: { ...issuer.config, claims, client } });
  });
  afterAll(() => service.end());

  /** The roles after a sign-in with an ID token without groups, of whom userinfo says this. */
  async function rolesAfter(person: Person, userinfo: object | null): Promise<string[]> {
    issuer.userinfo = () => userinfo && { sub: person.sub, ...userinfo };
    const sent = await fetch(`${service.url}/auth/oidc/start`, { redirect: "manual" });
    const { searchParams } = new URL(sent.headers.get("location")!);
    const id_token = await issuer.token(
      { ...person, aud: client.id, nonce: searchParams.get("nonce")! },
      { header: { typ: "JWT" } },
    );
    issuer.tokens = { access_token: "opaque", token_type: "Bearer", id_token };
    const back = new URLSearchParams({ code: "x", state: searchParams.get("state")! });
    const answer = await fetch(`${service.url}/auth/oidc/callback?${back.toString()}`);
    return rolesBy(((await answer.json()) as { accessToken: string }).accessToken);
  }

  it("come from userinfo as well, stay while it cannot be asked, and go when the claim is gone", async () => {
    const person = someone();
    expect(await rolesAfter(person, { groups: ["organisers"] })).toEqual(["MEMBER", "ORGANISER"]);
    expect(await rolesAfter(person, null)).toEqual(["MEMBER", "ORGANISER"]);
    expect(await rolesAfter(person, {})).toEqual(["MEMBER"]);
  });
});

describe("roles from a claim", () => {
  it("are granted with the first token, and taken with the first that does not have them, in every process", async () => {
    const person = someone();
    expect(await rolesBy(await tokenOf(person, ["organisers"], 30))).toEqual(["MEMBER", "ORGANISER"]);
    expect(await rolesBy(await tokenOf(person, ["organisers"], 30), other)).toEqual(["MEMBER", "ORGANISER"]);
    expect(await rolesBy(await tokenOf(person, [], 20), other)).toEqual(["MEMBER"]);
    expect(await rolesBy(await tokenOf(person, "organisers", 10))).toEqual(["MEMBER", "ORGANISER"]);
  });

  it("do not come back by an older token, whichever process it comes to", async () => {
    const person = someone();
    const old = await tokenOf(person, ["organisers"], 30);
    expect(await rolesBy(old)).toContain("ORGANISER");
    expect(await rolesBy(await tokenOf(person, [], 10))).toEqual(["MEMBER"]);
    for (const at of [app, other]) expect(await rolesBy(old, at)).toEqual(["MEMBER"]);
  });

  it("do not come by an older token that is seen first by another process", async () => {
    const person = someone();
    const old = await tokenOf(person, ["organisers"], 30);
    expect(await rolesBy(await tokenOf(person, [], 10))).toEqual(["MEMBER"]);
    for (const at of [other, app]) expect(await rolesBy(old, at)).toEqual(["MEMBER"]);
  });

  it("stay when a token says nothing about them", async () => {
    const person = someone();
    await rolesBy(await tokenOf(person, ["organisers"], 30));
    expect(await rolesBy(await tokenOf(person, undefined))).toContain("ORGANISER");
  });

  it("leave those alone that were granted here", async () => {
    const person = someone();
    const id = await idOf(await tokenOf(person, undefined, 40));
    await rows("UPDATE account SET roles = '{MEMBER,ORGANISER,ANALYST}' WHERE member_id = $1", [id]);
    expect(await rolesBy(await tokenOf(person, ["organisers"], 30))).toEqual(["MEMBER", "ORGANISER", "ANALYST"]);
    expect(await rolesBy(await tokenOf(person, [], 20))).toEqual(["MEMBER", "ORGANISER", "ANALYST"]);
  });

  it("leave the network its last administrator", async () => {
    const [first, second] = [someone(), someone()];
    await rolesBy(await tokenOf(first, ["admins"], 30));
    expect(await rolesBy(await tokenOf(first, [], 20))).toContain("ADMIN");
    await rolesBy(await tokenOf(second, ["admins"], 30));
    expect(await rolesBy(await tokenOf(first, ["x"], 10))).toEqual(["MEMBER"]);
    expect(await rolesBy(await tokenOf(second, [], 20))).toContain("ADMIN");
  });

  it("stand in the audit trail", async () => {
    const person = someone();
    const id = await idOf(await tokenOf(person, ["organisers"], 30));
    await rolesBy(await tokenOf(person, [], 20));
    const entries = await rows(
      "SELECT action, actor_id, detail, reason FROM audit_entry WHERE affected_id = $1 ORDER BY occurred_at",
      [id],
    );
    expect(entries).toEqual(
      ["ROLE_GRANTED", "ROLE_REVOKED"].map((action) => ({
        action,
        actor_id: null,
        detail: { role: "ORGANISER" },
        reason: "By the claims of the OpenID Connect issuer.",
      })),
    );
  });

  it("are granted once by many tokens at once", async () => {
    const person = someone();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => tokenOf(person, ["organisers"])));
    await Promise.all(tokens.map((token, n) => rolesBy(token, n % 2 ? app : other)));
    const id = await idOf(tokens[0]!);
    expect(await rows("SELECT 1 FROM audit_entry WHERE affected_id = $1", [id])).toHaveLength(1);
  });
});
