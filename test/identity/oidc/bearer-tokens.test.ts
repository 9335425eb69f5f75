import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { exportJWK, SignJWT } from "jose";
import { testApp, type TestApp } from "../../support/app.js";
import { audience, issuerKey, IssuerServer, ME, pemOf, someone, type IssuerKey } from "./issuer-server.js";

let issuer: IssuerServer;
let attacker: IssuerServer;
let stranger: IssuerKey;
let app: TestApp;
beforeAll(async () => {
  issuer = await IssuerServer.start();
  attacker = await IssuerServer.start();
  stranger = await issuerKey();
  app = await testApp(undefined, { oidc: issuer.config });
});
afterAll(async () => {
  await app.end();
  await issuer.stop();
  await attacker.stop();
});

const now = () => Math.floor(Date.now() / 1000);
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = () => ({ iss: issuer.url, aud: audience, iat: now(), exp: now() + 600, ...someone() });
/** HS256, with as its secret what the issuer tells everybody. */
const symmetric = (secret: string | Uint8Array, kid?: string) =>
  new SignJWT(claims())
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt", ...(kid !== undefined && { kid }) })
    .sign(typeof secret === "string" ? new TextEncoder().encode(secret) : secret);
const parts = async (token: Promise<string>) => (await token).split(".") as [string, string, string];

const works = async (token: string) => {
  const { data, status } = await app.ask(ME, {}, token);
  expect(status).toBe(200);
  expect(data.viewer).not.toBeNull();
  const socket = app.socket(token);
  expect((await socket.iterate({ query: ME }).next()).value).toMatchObject({ data: { viewer: data.viewer } });
  await socket.dispose();
};

describe("an access token of the issuer's", () => {
  it.each([["at+jwt"], ["application/at+jwt"], ["JWT"], [undefined]])(
    "of type %s is taken, over HTTP and WebSocket",
    async (typ) => works(await issuer.token(someone(), { header: { typ } })),
  );

  it.each(["RS256", "PS256", "ES256", "ES384", "EdDSA"])("signed with %s is taken", async (alg) => {
    const other = await IssuerServer.start();
    other.key = await issuerKey(alg);
    const service = await testApp(app.databaseUrl, { oidc: other.config });
    expect((await service.ask(ME, {}, await other.token(someone()))).data.viewer).not.toBeNull();
    await service.end();
    await other.stop();
  });

  it("may be for others too", async () => {
    await works(await issuer.token({ ...someone(), aud: ["https://other.test", audience] }));
  });

  it("may be off the service's clock by a minute", async () => {
    await works(await issuer.token({ ...someone(), iat: now() + 55, nbf: now() + 55 }));
    await works(await issuer.token({ ...someone(), exp: now() - 50 }));
  });

  it.each<[string, Record<string, unknown>, string | undefined]>([
    ["of Keycloak's", { nonce: "n", typ: "Bearer" }, "JWT"],
    ["that is named an access token", { nonce: "n" }, "at+jwt"],
  ])("%s is taken with the nonce of its sign-in", async (_what, claims, typ) =>
    works(await issuer.token({ ...someone(), ...claims }, { header: { typ } })),
  );

  it("works beside the service's own, which the issuer cannot make", async () => {
    const token = await app.tokenOf("01890000-0000-7000-8000-000000000000");
    expect((await app.ask(ME, {}, token)).status).toBe(200);
  });

  it("opens a socket that closes when it runs out", async () => {
    // Well within the tolerance, and so for a moment only.
    const socket = app.socket(await issuer.token({ ...someone(), exp: now() - 58 }));
    await socket.iterate({ query: ME }).next();
    const following = socket.iterate({ query: "subscription { ideaPosted { cursor } }" });
    await expect(following.next()).rejects.toMatchObject({ code: 4403 });
  });
});

describe("a token", () => {
  const good = (overrides: object = {}, options: Parameters<IssuerServer["token"]>[1] = {}) =>
    issuer.token({ ...someone(), ...overrides }, options);

  const attacks: [string, () => Promise<string>][] = [
    ["is not signed", () => Promise.resolve(`${base64({ alg: "none", typ: "at+jwt" })}.${base64(claims())}.`)],
    ["is not signed, in other letters", () => Promise.resolve(`${base64({ alg: "nOnE" })}.${base64(claims())}.`)],
    ["is signed with the public key as a secret (PEM)", async () => symmetric(await pemOf(issuer.key), issuer.key.kid)],
    [
      "is signed with the public key as a secret (PEM without its last line break)",
      async () => symmetric((await pemOf(issuer.key)).trim(), issuer.key.kid),
    ],
    [
      "is signed with the public key as a secret (JWK)",
      () => symmetric(JSON.stringify(issuer.key.jwk), issuer.key.kid),
    ],
    [
      "is signed with the public key as a secret (modulus)",
      () => symmetric(Buffer.from(issuer.key.jwk.n!, "base64url"), issuer.key.kid),
    ],
    ["is of another issuer", () => good({ iss: "https://other.test" })],
    ["is of the issuer written differently", () => good({ iss: `${issuer.url}/` })],
    ["names no issuer", () => good({ iss: undefined })],
    ["is for another audience", () => good({ aud: "https://other.test" })],
    ["is for nobody", () => good({ aud: undefined })],
    ["is of the type of ID tokens of logout", () => good({}, { header: { typ: "logout+jwt" } })],
    ["is of the type of client assertions", () => good({}, { header: { typ: "client-authentication+jwt" } })],
    ["is an ID token", () => good({ nonce: "n" }, { header: { typ: "JWT" } })],
    ["is an ID token of the code flow", () => good({ at_hash: "n" }, { header: { typ: undefined } })],
    ["is an ID token that says so", () => good({ typ: "ID" }, { header: { typ: "JWT" } })],
    ["is a refresh token", () => good({ typ: "Refresh" }, { header: { typ: "JWT" } })],
    ["is an offline token", () => good({ typ: "Offline" }, { header: { typ: undefined } })],
    ["is an ID token of the code flow that names itself an access token", () => good({ at_hash: "n", typ: "Bearer" })],
    ["is a logout token", () => good({ events: {} }, { header: { typ: undefined } })],
    ["never runs out", () => good({ exp: undefined })],
    ["names nobody", () => good({ sub: undefined })],
    ["names nobody with an empty name", () => good({ sub: "" })],
    ["names somebody by a number", () => good({ sub: 1 as unknown as string })],
    ["names somebody by what no database keeps", () => good({ sub: "a\0b" })],
    ["names somebody by a novel", () => good({ sub: "a".repeat(256) })],
    ["was issued at no time", () => good({ iat: undefined })],
    ["was issued in the future", () => good({ iat: now() + 70 })],
    ["was issued more than a day ago", () => good({ iat: now() - 24 * 3600 - 10, exp: now() + 600 })],
    ["is not valid yet", () => good({ nbf: now() + 70 })],
    ["has run out", () => good({ exp: now() - 65 })],
    ["runs out at a text", () => good({ exp: "never" as unknown as number })],
    ["is signed with a key that the issuer does not have", () => good({}, { key: stranger })],
    [
      "is signed with another's key under the name of the issuer's",
      () => good({}, { key: stranger, header: { kid: issuer.key.kid } }),
    ],
    ["is signed with another's key, without a name", () => good({}, { key: stranger, header: { kid: undefined } })],
    [
      "brings its key along",
      async () => good({}, { key: stranger, header: { kid: undefined, jwk: await exportJWK(stranger.publicKey) } }),
    ],
    [
      "brings its key along, under the name of the issuer's",
      async () =>
        good(
          {},
          {
            key: stranger,
            header: {
              kid: issuer.key.kid,
              jwk: { ...(await exportJWK(stranger.publicKey)), kid: issuer.key.kid },
            },
          },
        ),
    ],
    [
      "says where its key is",
      () => good({}, { key: attacker.key, header: { jku: `${attacker.url}/keys`, kid: attacker.key.kid } }),
    ],
    [
      "says where its certificate is",
      () => good({}, { key: attacker.key, header: { x5u: `${attacker.url}/keys`, kid: issuer.key.kid } }),
    ],
    ["names a file as its key", () => good({}, { key: stranger, header: { kid: "../../../../dev/null" } })],
    [
      "asks for a rule that the service does not know",
      () => good({}, { header: { crit: ["rule"], rule: 1 }, knows: "rule" }),
    ],
    [
      "was tampered with",
      async () => {
        const [header, , signature] = await parts(good());
        return `${header}.${base64({ ...claims(), sub: "admin" })}.${signature}`;
      },
    ],
    [
      "has another's signature",
      async () => {
        const [header, payload] = await parts(good());
        return `${header}.${payload}.${(await parts(good()))[2]}`;
      },
    ],
    ["has an empty signature", async () => (await good()).replace(/[^.]+$/, "")],
    ["has no signature at all", async () => (await parts(good())).slice(0, 2).join(".")],
    ["has a part too many", async () => `${await good()}.x`],
    ["is no token", () => Promise.resolve("eyJhbGciOiJSUzI1NiJ9.e30")],
  ];

  it.each(attacks)("that %s is refused, on HTTP and on WebSocket", async (_what, make) => {
    const token = await make();
    const { status, errors, data } = await app.ask(ME, {}, token);
    expect({ status, data }).toMatchObject({ status: 401 });
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    await expect(app.socket(token).iterate({ query: ME }).next()).rejects.toMatchObject({ code: 4403 });
  });

  it("makes no one ask where it says its keys are", () => {
    expect(attacker.asked).toEqual({ metadata: 0, keys: 0, userinfo: 0, introspection: 0 });
  });

  it("leaves nothing behind when it is refused", async () => {
    const { source } = app.services.database;
    const before = (await source.query("SELECT count(*)::int AS members FROM member")) as unknown;
    for (const [, make] of attacks) await app.ask(ME, {}, await make());
    expect(await source.query("SELECT count(*)::int AS members FROM member")).toEqual(before);
  });
});

describe("without an issuer", () => {
  it("no external token is taken", async () => {
    const alone = await testApp(app.databaseUrl);
    expect((await alone.ask(ME, {}, await issuer.token(someone()))).status).toBe(401);
    await alone.end();
  });
});
