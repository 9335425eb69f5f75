import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { SignJWT } from "jose";
import { testApp, type TestApp } from "../../support/app.js";
import { issuerKey, IssuerServer, ME, someone, type IssuerKey } from "./issuer-server.js";

const client = {
  id: "ino",
  secret: "a secret that only the service and the issuer know",
  authentication: undefined,
  scope: "openid",
};
const now = () => Math.floor(Date.now() / 1000);
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

let issuer: IssuerServer;
let stranger: IssuerKey;
let app: TestApp;
beforeAll(async () => {
  issuer = await IssuerServer.start();
  stranger = await issuerKey();
  app = await testApp(undefined, { oidc: { ...issuer.config, client } });
});
// The tests come from one address, of which a minute takes so many.
beforeEach(() => app.services.database.source.query("DELETE FROM attempt"));
afterAll(async () => {
  await app.end();
  await issuer.stop();
});

type Make = (nonce: string) => Promise<string>;

/** A sign-in at whose end the issuer hands out the ID token that `make` gives. */
async function signedInWith(make: Make): Promise<Response> {
  const sent = await fetch(`${app.url}/auth/oidc/start`, { redirect: "manual" });
  const { searchParams } = new URL(sent.headers.get("location")!);
  const id_token = await make(searchParams.get("nonce")!);
  issuer.tokens = { access_token: "opaque", token_type: "Bearer", id_token };
  const back = new URLSearchParams({ code: "x", state: searchParams.get("state")! });
  return fetch(`${app.url}/auth/oidc/callback?${back.toString()}`, { redirect: "manual" });
}

const good =
  (overrides: Record<string, unknown> = {}, options: Parameters<IssuerServer["token"]>[1] = {}): Make =>
  (nonce) =>
    issuer.token(
      { ...someone(), aud: client.id, nonce, ...overrides },
      { ...options, header: { typ: "JWT", ...options.header } },
    );

describe("an ID token", () => {
  it("of the issuer's for this sign-in says who has signed in", async () => {
    const person = someone();
    const answer = await signedInWith(good(person));
    expect(answer.status).toBe(200);
    const { accessToken } = (await answer.json()) as { accessToken: string };
    expect((await app.ask(ME, {}, accessToken)).data.viewer).toMatchObject({ email: person.email });
  });

  it("may be off the service's clock by a minute", async () => {
    for (const claims of [{ iat: now() + 50 }, { exp: now() - 50, iat: now() - 100 }])
      expect((await signedInWith(good({ ...someone(), ...claims }))).status).toBe(200);
  });

  it("may be signed with a key that the issuer has had for a moment only", async () => {
    await signedInWith(good());
    issuer.key = await issuerKey();
    expect((await signedInWith(good())).status).toBe(200);
  });

  it.each<[string, Make]>([
    ["signed with a key that is not the issuer's", (nonce) => good({}, { key: stranger })(nonce)],
    [
      "signed with another's key under the name of the issuer's",
      (nonce) => good({}, { key: stranger, header: { kid: issuer.key.kid } })(nonce),
    ],
    [
      "that is not signed",
      (nonce) =>
        Promise.resolve(
          `${base64({ alg: "none" })}.${base64({ iss: issuer.url, aud: client.id, ...someone(), nonce, iat: now(), exp: now() + 60 })}.`,
        ),
    ],
    [
      "signed with the client's secret",
      (nonce) =>
        new SignJWT({ iss: issuer.url, aud: client.id, ...someone(), nonce, iat: now(), exp: now() + 60 })
          .setProtectedHeader({ alg: "HS256" })
          .sign(new TextEncoder().encode(client.secret)),
    ],
    ["of another sign-in", () => good()("another nonce")],
    ["of no sign-in", good({ nonce: undefined })],
    ["for another client", good({ aud: "another" })],
    ["for another client beside", good({ aud: [client.id, "another"], azp: "another" })],
    ["of another issuer", good({ iss: "https://other.test" })],
    ["that has run out", good({ exp: now() - 70 })],
    ["of the future", good({ iat: now() + 300 })],
    ["of yesterday", good({ iat: now() - 86_400 })],
    ["that names nobody", good({ sub: undefined })],
    [
      "that was tampered with",
      async (nonce) =>
        (await good()(nonce)).replace(
          /\.[^.]+\./,
          `.${base64({ iss: issuer.url, aud: client.id, ...someone(), nonce, iat: now(), exp: now() + 60 })}.`,
        ),
    ],
  ])("%s signs nobody in", async (_what, make) => {
    const { source } = app.services.database;
    const members = () => source.query<{ n: number }[]>("SELECT count(*)::int AS n FROM member");
    const before = await members();
    const answer = await signedInWith(make);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ message: expect.stringContaining("sign_in_failed") }] });
    expect(await members()).toEqual(before);
  });
});
