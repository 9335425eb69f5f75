import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import type { OidcConfig } from "../../../src/config/issuer.js";
import { mappingOf, presetOf } from "../../../src/oidc-config.js";
import { expectFilled } from "../../support/limits.js";
import { testApp, type TestApp } from "../../support/app.js";
import { audience, ME, someone } from "./issuer-server.js";
import { browse, clientId, clientSecret, frontEnd, frontEndTokens, s256, secret, TestProvider } from "./provider.js";

const COMPLETE = `mutation ($input: CompleteSignInInput!) { completeSignIn(input: $input) {
  session { accessToken refreshToken expiresAt } viewer { email } userErrors { code path } } }`;
const page = "https://ino.test/welkom?taal=nl#boven";

let provider: TestProvider;
let config: OidcConfig;
let app: TestApp;
const lines: string[] = [];
beforeAll(async () => {
  provider = await TestProvider.start();
  config = {
    issuer: provider.url,
    audience,
    claims: mappingOf(presetOf(undefined)),
    client: { id: clientId, secret: clientSecret, authentication: undefined, scope: "openid email profile" },
  };
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  app = await testApp(undefined, { oidc: config, allowedOrigins: ["https://ino.test", "*", "null"] }, log);
  await provider.knows(`${app.url}/auth/oidc/callback`);
});
beforeEach(async () => {
  provider.account = someone();
  // The tests come from one address, of which a minute takes so many.
  await rows("DELETE FROM attempt");
});
afterAll(async () => {
  await app.end();
  await provider.stop();
});

const rows = (statement: string) => app.services.database.source.query<Record<string, unknown>[]>(statement);
const get = (address: string) => fetch(address, { redirect: "manual" });
const start = (query: Record<string, string> = {}) =>
  get(`${app.url}/auth/oidc/start?${new URLSearchParams(query).toString()}`);
/** To the issuer, and to where it sends on: the service's callback. */
const signedInThere = async (query: Record<string, string> = {}) =>
  browse((await start(query)).headers.get("location")!, provider.url);
const complete = async (code: string, verifier: string) =>
  (await app.ask(COMPLETE, { input: { code, verifier } })).data.completeSignIn;
const refused = { session: null, viewer: null, userErrors: [{ code: "INVALID_TOKEN", path: ["input", "code"] }] };

/** The whole way of a page of the network's, to the code that it comes back with. */
async function cameBack(verifier = secret()) {
  const callback = await signedInThere({ return_to: page, challenge: s256(verifier) });
  const answer = await get(callback);
  const location = new URL(answer.headers.get("location")!);
  return { callback, answer, location, verifier, code: location.searchParams.get("code")! };
}

describe("signing in at the issuer", () => {
  it("sends to it with PKCE, state and nonce of its own for each, and no cookie", async () => {
    const answers = [await start(), await start()];
    const sent = answers.map(({ headers }) => new URL(headers.get("location")!));
    for (const [n, { status, headers }] of answers.entries()) {
      expect(status).toBe(302);
      expect(headers.getSetCookie()).toEqual([]);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(sent[n]!.origin).toBe(provider.url);
      expect(Object.fromEntries(sent[n]!.searchParams)).toMatchObject({
        response_type: "code",
        client_id: clientId,
        redirect_uri: `${app.url}/auth/oidc/callback`,
        scope: "openid email profile",
        code_challenge_method: "S256",
      });
    }
    for (const name of ["state", "nonce", "code_challenge"]) {
      const [one, two] = sent.map(({ searchParams }) => searchParams.get(name)!);
      expect(one!.length).toBeGreaterThanOrEqual(43);
      expect(one).not.toBe(two);
    }
  });

  it("gives a page a code, which it exchanges for a session of the member who was made", async () => {
    const { answer, location, code, verifier } = await cameBack();
    expect(answer.status).toBe(302);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(location.href).toBe(`https://ino.test/welkom?taal=nl&code=${code}#boven`);
    const { session, viewer, userErrors } = await complete(code, verifier);
    expect({ viewer, userErrors }).toEqual({ viewer: { email: provider.account!.email }, userErrors: [] });
    expect((await app.ask(ME, {}, session.accessToken)).data.viewer).toMatchObject({
      member: { name: provider.account!.name },
    });
    const { data } = await app.ask(
      `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { session { accessToken } } }`,
      { input: { refreshToken: session.refreshToken } },
    );
    expect(data.refreshSession.session).not.toBeNull();
  });

  it("shows a script its session, and nobody may keep the answer", async () => {
    const answer = await get(await signedInThere());
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const session = (await answer.json()) as Record<string, string>;
    expect(session).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresAt: expect.any(String),
      deviceToken: null,
    });
    expect((await app.ask(ME, {}, session.accessToken)).data.viewer.email).toBe(provider.account!.email);
  });

  it("is the same member the next time, and with the issuer's own access tokens", async () => {
    const meet = async () => {
      const { code, verifier } = await cameBack();
      return (await app.ask(ME, {}, (await complete(code, verifier)).session.accessToken)).data.viewer;
    };
    const first = await meet();
    await provider.rotate();
    expect(await meet()).toEqual(first);
    expect((await app.ask(ME, {}, (await frontEndTokens(provider)).accessToken)).data.viewer).toEqual(first);
  });

  it("is refused without an address that the issuer vouches for where no mail can confirm one", async () => {
    provider.account!.email_verified = false;
    const closed = await testApp(app.databaseUrl, {
      oidc: config,
      publicUrl: app.url,
      allowedOrigins: ["https://ino.test"],
      unverifiedSignUp: false,
    });
    const startThere = (query: Record<string, string> = {}) =>
      get(`${closed.url}/auth/oidc/start?${new URLSearchParams(query).toString()}`);
    const backFrom = async (sent: Response) =>
      get((await browse(sent.headers.get("location")!, provider.url)).replace(app.url, closed.url));
    const answer = await backFrom(await startThere({ return_to: page, challenge: s256(secret()) }));
    expect(new URL(answer.headers.get("location")!).searchParams.get("error")).toBe("email_not_verified");
    const shown = await backFrom(await startThere());
    expect(shown.status).toBe(400);
    expect(await shown.json()).toMatchObject({
      errors: [{ message: expect.stringContaining("email_not_verified"), extensions: { code: "BAD_REQUEST" } }],
    });
    await closed.end();
  });

  it("comes back with the issuer's word when nobody signed in there", async () => {
    provider.account = null;
    const { location, code } = await cameBack();
    expect(code).toBeNull();
    expect(location.href).toBe("https://ino.test/welkom?taal=nl&error=access_denied#boven");
    const shown = await get(await signedInThere());
    expect(shown.status).toBe(400);
    expect(await shown.text()).toContain("access_denied");
  });
});

describe("a token of a real provider's", () => {
  it("is taken when it is for the service, and one for elsewhere is not", async () => {
    const { accessToken } = await frontEndTokens(provider);
    expect((await app.ask(ME, {}, accessToken)).data.viewer.email).toBe(provider.account!.email);
    const other = await testApp(app.databaseUrl, { oidc: { ...config, audience: "https://other.test" } });
    expect((await other.ask(ME, {}, accessToken)).status).toBe(401);
    await other.end();
  });

  it("is no ID token, even where that has the same audience", async () => {
    const { idToken } = await frontEndTokens(provider);
    const other = await testApp(app.databaseUrl, { oidc: { ...config, audience: frontEnd.id } });
    expect((await other.ask(ME, {}, idToken)).status).toBe(401);
    await other.end();
  });
});

describe("the way back", () => {
  it.each<[string, Record<string, string>]>([
    ["an origin that is not listed", { return_to: "https://evil.test/" }],
    ["one that only begins alike", { return_to: "https://ino.test.evil.test/" }],
    ["one under another name", { return_to: "https://x.ino.test/" }],
    ["another protocol", { return_to: "http://ino.test/" }],
    ["another port", { return_to: "https://ino.test:8443/" }],
    ["one behind a user's name", { return_to: "https://ino.test@evil.test/" }],
    ["one with a user's name", { return_to: "https://user@ino.test/" }],
    ["no protocol", { return_to: "//evil.test/" }],
    ["a path", { return_to: "/welkom" }],
    ["a script", { return_to: "javascript:alert(1)" }],
    ["data", { return_to: "data:text/html,x" }],
    ["an app", { return_to: "ino:welkom" }],
    ["nothing", { return_to: "" }],
    ["a novel", { return_to: `https://ino.test/${"x".repeat(2_000)}` }],
  ])("may not be %s", async (_what, query) => {
    const answer = await start({ challenge: s256(secret()), ...query });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("location")).toBeNull();
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: "BAD_REQUEST", requestId: expect.any(String) } }],
    });
  });

  it("may be the service's own origin", async () => {
    expect((await start({ return_to: `${app.url}/x`, challenge: s256(secret()) })).status).toBe(302);
  });

  it("needs a challenge, of the right form, and a challenge needs a way back", async () => {
    for (const query of [
      { return_to: page },
      { challenge: s256("x") },
      { return_to: page, challenge: "short" },
      { return_to: page, challenge: `${s256("x")}=` },
    ])
      expect((await start(query as never)).status).toBe(400);
    const twice = `return_to=${encodeURIComponent(page)}&return_to=${encodeURIComponent(page)}&challenge=${s256("x")}`;
    expect((await get(`${app.url}/auth/oidc/start?${twice}`)).status).toBe(400);
  });
});

describe("the callback", () => {
  const isOver = async (address: string) => {
    const answer = await get(address);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("location")).toBeNull();
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  };
  const with_ = (address: string, changes: Record<string, string | null>) => {
    const changed = new URL(address);
    for (const [name, value] of Object.entries(changes))
      if (value === null) changed.searchParams.delete(name);
      else changed.searchParams.set(name, value);
    return changed.href;
  };

  it("takes a state once, and none that it did not give or that has run out", async () => {
    const { callback } = await cameBack();
    await isOver(callback);
    const another = await signedInThere();
    for (const state of [null, "", secret(), "\0"]) await isOver(with_(another, { state }));
    await isOver(`${another}&state=${new URL(another).searchParams.get("state")}`);
    expect((await get(another)).status).toBe(200);
    const late = await signedInThere();
    await rows("UPDATE oidc_login SET expires_at = now()");
    await isOver(late);
  });

  it("takes no code of another sign-in, nor one that was used, nor the answer of another issuer", async () => {
    const verifier = secret();
    const [mine, theirs] = [await signedInThere(), await signedInThere({ return_to: page, challenge: s256(verifier) })];
    const code = new URL(mine).searchParams.get("code")!;
    const mixed = await get(with_(theirs, { code }));
    expect(new URL(mixed.headers.get("location")!).searchParams.get("error")).toBe("sign_in_failed");
    const wrong: Record<string, string | null>[] = [
      { iss: "https://evil.test" },
      { iss: null },
      { code: "nonsense" },
      { code: null },
    ];
    for (const changes of wrong) {
      const back = await signedInThere();
      expect((await get(with_(back, changes))).status).toBe(400);
    }
  });

  it("does nothing for who only looks at it", async () => {
    const back = await signedInThere();
    expect((await fetch(back, { method: "HEAD" })).status).toBe(405);
    expect((await get(back)).status).toBe(200);
  });
});

describe("the code of a page", () => {
  it("works once, within a minute, for who has the verifier alone; another's attempt spends it", async () => {
    const { code, verifier } = await cameBack();
    expect((await complete(code, verifier)).session).not.toBeNull();
    expect(await complete(code, verifier)).toEqual(refused);

    const stolen = await cameBack();
    expect(await complete(stolen.code, secret())).toEqual(refused);
    expect(await complete(stolen.code, stolen.verifier)).toEqual(refused);

    const late = await cameBack();
    await rows("UPDATE sign_in_code SET expires_at = now()");
    expect(await complete(late.code, late.verifier)).toEqual(refused);
    expect(await complete("nonsense", late.verifier)).toEqual(refused);
    expect(await complete("", "\0")).toEqual(refused);
  });

  it("gives one of two who come at once a session", async () => {
    const { code, verifier } = await cameBack();
    const answers = await Promise.all([1, 2].map(() => complete(code, verifier)));
    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
  });

  it("stands nowhere as it is, neither does the state", async () => {
    const { code } = await cameBack();
    const state = new URL((await start()).headers.get("location")!).searchParams.get("state")!;
    const tables = ["sign_in_code", "oidc_login"].map((table) => rows(`SELECT t::text FROM ${table} t`));
    const kept = JSON.stringify(await Promise.all(tables));
    expect(kept.length).toBeGreaterThan(100);
    for (const secret of [code, state]) {
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain(Buffer.from(secret).toString("hex"));
    }
  });
});

describe("around it", () => {
  it("what has run out is deleted by the next", async () => {
    await start();
    await cameBack();
    await rows("UPDATE oidc_login SET expires_at = now() - interval '1 second'");
    await rows("UPDATE sign_in_code SET expires_at = now() - interval '1 second'");
    await cameBack();
    expect(await rows("SELECT count(*)::int AS n FROM oidc_login")).toEqual([{ n: 0 }]);
    expect(await rows("SELECT count(*)::int AS n FROM sign_in_code")).toEqual([{ n: 1 }]);
  });

  it("who begins on and on from one address is told to wait, and leaves so many rows at most", async () => {
    await rows("DELETE FROM leaky_bucket");
    await rows("DELETE FROM oidc_login");
    const began = performance.now();
    let begun = 0;
    let last = await start();
    for (; last.status === 302; last = await start()) begun++;
    expectFilled(begun, { size: 300, periodMs: 60_000 }, began);
    expect(last.status).toBe(429);
    expect(last.headers.get("retry-after")).toMatch(/^[12]$/);
    expect(await last.json()).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED" } }] });
    expect(await rows("SELECT count(*)::int AS n FROM oidc_login")).toEqual([{ n: begun }]);
    await rows("DELETE FROM leaky_bucket");
  });

  it("there is nothing at these addresses without a client at an issuer", async () => {
    const bearersOnly = await testApp(app.databaseUrl, { oidc: { ...config, client: undefined } });
    for (const path of ["start", "callback"]) {
      const answer = await get(`${bearersOnly.url}/auth/oidc/${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
    }
    await bearersOnly.end();
  });

  it("an issuer that cannot be reached is told as such", async () => {
    const gone = await testApp(app.databaseUrl, { oidc: { ...config, issuer: "http://127.0.0.1:1" } });
    const answer = await get(`${gone.url}/auth/oidc/start`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "UNAVAILABLE" } }] });
    await gone.end();
  });

  it("an issuer that falls silent meanwhile is told as such, too", async () => {
    const verifier = secret();
    const [toPage, shown] = [
      await signedInThere({ return_to: page, challenge: s256(verifier) }),
      await signedInThere(),
    ];
    provider.silent = true;
    const answer = await get(toPage);
    expect(new URL(answer.headers.get("location")!).searchParams.get("error")).toBe("temporarily_unavailable");
    expect((await get(shown)).status).toBe(503);
    provider.silent = false;
  });

  it("the address that clients use is the one that the issuer sends back to", async () => {
    const behind = await testApp(app.databaseUrl, { oidc: config, publicUrl: "https://public.test/ino/" });
    const answer = await get(`${behind.url}/auth/oidc/start?return_to=https://public.test/x&challenge=${s256("x")}`);
    const sent = new URL(answer.headers.get("location")!);
    expect(sent.searchParams.get("redirect_uri")).toBe("https://public.test/ino/auth/oidc/callback");
    await behind.end();
  });

  it("the log holds no code, state, token, secret or address", async () => {
    const { code, callback, verifier } = await cameBack();
    const { session } = await complete(code, verifier);
    await get(callback);
    const back = new URL(callback).searchParams;
    await app.ask(ME, {}, (await frontEndTokens(provider)).accessToken);
    const secrets = [code, verifier, session.accessToken, session.refreshToken, back.get("code"), back.get("state")];
    const telling = [...secrets, clientSecret, provider.account!.email, provider.account!.sub, provider.account!.name];
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.some((line) => line.includes('"path":"/auth/oidc/callback"'))).toBe(true);
    expect(lines.filter((line) => telling.some((text) => line.includes(text as string)))).toEqual([]);
  });
});
