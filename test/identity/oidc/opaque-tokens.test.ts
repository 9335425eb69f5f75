import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { randomBytes } from "node:crypto";
import { pino } from "pino";
import type { OidcClientConfig } from "../../../src/config/issuer.js";
import { Issuer } from "../../../src/domains/identity/oidc/issuer.js";
import { IssuerClient } from "../../../src/domains/identity/oidc/issuer-client.js";
import { OpaqueTokens } from "../../../src/domains/identity/oidc/opaque-tokens.js";
import { testApp, type TestApp } from "../../support/app.js";
import { audience, IssuerServer, ME, someone } from "./issuer-server.js";

const client = {
  id: "ino",
  secret: "a secret that only the service and the issuer know",
  authentication: undefined,
  scope: "openid",
};
const now = () => Math.floor(Date.now() / 1000);
const opaque = () => randomBytes(32).toString("base64url");

let issuer: IssuerServer;
let app: TestApp;
beforeAll(async () => {
  issuer = await IssuerServer.start();
  issuer.metadata = { introspection_endpoint: `${issuer.url}/introspect` };
  app = await testApp(undefined, { oidc: { ...issuer.config, client } });
});
beforeEach(() => {
  issuer.asked.introspection = 0;
  issuer.introspection = () => ({ active: false });
  issuer.answer = () => null;
});
afterAll(async () => {
  await app.end();
  await issuer.stop();
});

/** What the issuer says about a valid token. */
const valid = (claims: Record<string, unknown> = {}) => ({
  active: true,
  token_type: "Bearer",
  client_id: client.id,
  iss: issuer.url,
  iat: now(),
  exp: now() + 600,
  ...claims,
});
const viewerOf = async (token: string) => {
  const { status, data } = await app.ask(ME, {}, token);
  return status === 200 ? data.viewer : status;
};

/** The service's view of tokens, under a clock of the test's. */
function underClock(config: OidcClientConfig = client) {
  const clock = { ms: Date.now() };
  const log = pino({ level: "silent" });
  const view = new Issuer(
    issuer.url,
    () => new Date(clock.ms),
    log,
    () => clock.ms,
  );
  const tokens = new OpaqueTokens(new IssuerClient(view, config), audience, log);
  return { clock, tokens };
}

describe("an access token that is no JWT", () => {
  it("is taken when the issuer says that it is valid, over HTTP and WebSocket", async () => {
    const [person, token] = [someone(), opaque()];
    issuer.introspection = (asked) => (asked === token ? valid(person) : { active: false });
    expect(await viewerOf(token)).toMatchObject({ email: person.email });
    expect((await app.socket(token).iterate({ query: ME }).next()).value).toMatchObject({
      data: { viewer: { email: person.email } },
    });
    expect(issuer.asked.introspection).toBe(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ["is not valid", { active: false }],
    ["is a refresh token", { token_type: undefined }],
    ["is bound to a key", { token_type: "DPoP" }],
    ["was issued to another client", { client_id: "another" }],
    ["was issued to nobody", { client_id: undefined }],
    ["is for another audience", { aud: "https://other.test" }],
    ["is of another issuer", { iss: "https://other.test" }],
    ["has run out", { exp: now() - 120 }],
    ["never runs out", { exp: undefined }],
    ["was issued at no time", { iat: undefined }],
    ["was issued more than a day ago", { iat: now() - 90_000 }],
    ["is not valid yet", { nbf: now() + 120 }],
    ["names nobody", { sub: undefined }],
  ])("is refused when it %s", async (_what, claims) => {
    issuer.introspection = () => valid({ ...someone(), ...claims });
    expect(await viewerOf(opaque())).toBe(401);
    expect(issuer.asked.introspection).toBe(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ["for the service's audience", { aud: audience, client_id: "another" }],
    ["for several", { aud: ["x", audience] }],
    ["without the issuer's name", { iss: undefined }],
  ])("is taken %s", async (_what, claims) => {
    issuer.introspection = () => valid({ ...someone(), ...claims });
    expect(await viewerOf(opaque())).toHaveProperty("email");
  });

  it("is not asked about when it cannot be one", async () => {
    for (const token of ["short", "a".repeat(4_097), "eyJhbGciOiJub25lIn0.e30.", "with-a-{brace}-in-it"])
      expect(await viewerOf(token)).toBe(401);
    expect(issuer.asked.introspection).toBe(0);
  });

  it("is asked about once by all who come at the same time", async () => {
    const { tokens } = underClock();
    const token = opaque();
    issuer.introspection = () => valid(someone());
    const found = await Promise.all(Array.from({ length: 10 }, () => tokens.claims(token, "192.0.2.1")));
    expect(found.every((claims) => claims !== null)).toBe(true);
    expect(issuer.asked.introspection).toBe(1);
  });

  it("is asked about again after a minute, and refused from then on when the issuer has withdrawn it", async () => {
    const { tokens, clock } = underClock();
    const token = opaque();
    issuer.introspection = () => valid(someone());
    expect(await tokens.claims(token, "192.0.2.1")).not.toBeNull();
    issuer.introspection = () => ({ active: false });
    clock.ms += 59_000;
    expect(await tokens.claims(token, "192.0.2.1")).not.toBeNull();
    clock.ms += 1_000;
    expect(await tokens.claims(token, "192.0.2.1")).toBeNull();
    clock.ms += 29_000;
    await tokens.claims(token, "192.0.2.1");
    expect(issuer.asked.introspection).toBe(2);
  });

  it("is refused when it runs out, without another question", async () => {
    const { tokens, clock } = underClock();
    const token = opaque();
    issuer.introspection = () => valid({ ...someone(), exp: now() - 40 });
    expect(await tokens.claims(token, "192.0.2.1")).not.toBeNull();
    clock.ms += 30_000;
    expect(await tokens.claims(token, "192.0.2.1")).toBeNull();
    expect(issuer.asked.introspection).toBe(1);
  });

  it("goes on for ten minutes when the issuer has stopped, and one that was not used before is no reason to sign in again", async () => {
    const { tokens, clock } = underClock();
    const token = opaque();
    issuer.introspection = () => valid({ ...someone(), exp: now() + 3_600 });
    await tokens.claims(token, "192.0.2.1");
    issuer.answer = () => ({ status: 500 });
    clock.ms += 9 * 60_000;
    expect(await tokens.claims(token, "192.0.2.1")).not.toBeNull();
    await expect(tokens.claims(opaque(), "192.0.2.1")).rejects.toThrow();
    clock.ms += 2 * 60_000;
    await expect(tokens.claims(token, "192.0.2.1")).rejects.toThrow();
    const { status, errors } = await app.ask(ME, {}, opaque());
    expect({ status, errors }).toMatchObject({ status: 503, errors: [{ extensions: { code: "UNAVAILABLE" } }] });
    await expect(app.socket(opaque()).iterate({ query: ME }).next()).rejects.toMatchObject({ code: 1013 });
  });

  it("is no way to flood the issuer: 20 wrong ones of an address at once, and a minute; the others go on", async () => {
    const { tokens, clock } = underClock();
    for (let n = 0; n < 100; n++) await tokens.claims(opaque(), "192.0.2.1");
    expect(issuer.asked.introspection).toBe(20);
    issuer.introspection = () => valid(someone());
    expect(await tokens.claims(opaque(), "192.0.2.1")).toBeNull();
    expect(await tokens.claims(opaque(), "192.0.2.2")).not.toBeNull();
    clock.ms += 3_000;
    expect(await tokens.claims(opaque(), "192.0.2.1")).not.toBeNull();
  });

  it("is one of 20 at a time that a process asks about", async () => {
    const { tokens } = underClock();
    issuer.introspection = () => valid(someone());
    const asked = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => tokens.claims(opaque(), `192.0.2.${n}`)),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    expect(issuer.asked.introspection).toBe(20);
    expect(await tokens.claims(opaque(), "192.0.2.1")).not.toBeNull();
  });

  it("is asked about with the secret as the issuer announces, or as it is configured", async () => {
    const usual = issuer.metadata;
    const waysBy = async (supported: string[] | undefined, authentication?: "client_secret_post") => {
      issuer.metadata = { ...usual, token_endpoint_auth_methods_supported: supported };
      await underClock({ ...client, authentication }).tokens.claims(opaque(), "192.0.2.1");
      return issuer.authentication;
    };
    const both = ["client_secret_post", "client_secret_basic"];
    expect(await waysBy(undefined)).toBe("client_secret_basic");
    expect(await waysBy(["client_secret_post"])).toBe("client_secret_post");
    expect(await waysBy(both)).toBe("client_secret_basic");
    expect(await waysBy(both, "client_secret_post")).toBe("client_secret_post");
    issuer.metadata = usual;
  });

  it("is refused where the service has no secret to ask with, or the issuer no address to ask at", async () => {
    const { secret: _, ...rest } = client;
    const publicClient = { ...rest, secret: undefined };
    const open = await testApp(app.databaseUrl, { oidc: { ...issuer.config, client: publicClient } });
    expect((await open.ask(ME, {}, opaque())).status).toBe(401);
    await open.end();
    const other = await IssuerServer.start();
    const without = await testApp(app.databaseUrl, { oidc: { ...other.config, client } });
    expect((await without.ask(ME, {}, opaque())).status).toBe(401);
    await without.end();
    await other.stop();
    expect(issuer.asked.introspection).toBe(0);
  });
});
