import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { Issuer } from "../../../src/domains/identity/oidc/issuer.js";
import { testApp, type TestApp } from "../../support/app.js";
import { audience, issuerKey, IssuerServer, ME, someone } from "./issuer-server.js";

let issuer: IssuerServer;
beforeEach(async () => {
  issuer = await IssuerServer.start();
});
afterEach(() => issuer.stop());

/** The service's view of the issuer, under a clock of the test's. */
function underClock() {
  const clock = { ms: Date.now() };
  const view = new Issuer(
    issuer.url,
    () => new Date(clock.ms),
    pino({ level: "silent" }),
    () => clock.ms,
  );
  const takes = async (token: string | Promise<string>) =>
    view.verify(await token, audience, { ageSeconds: 86_400 }).then(
      () => true,
      () => false,
    );
  return { clock, takes };
}

const unknown = async () => issuer.token({}, { key: await issuerKey("ES256") });
/** Tokens of now, whatever the clock of the test says. */
const hours = (clock: { ms: number }) => ({ iat: Math.floor(clock.ms / 1000), exp: Math.floor(clock.ms / 1000) + 600 });

describe("the issuer's keys", () => {
  it("are asked for once, by all who come at first, and not before", async () => {
    const { takes } = underClock();
    expect(issuer.asked).toMatchObject({ metadata: 0, keys: 0 });
    expect(await Promise.all(Array.from({ length: 20 }, () => takes(issuer.token())))).toEqual(Array(20).fill(true));
    expect(issuer.asked).toMatchObject({ metadata: 1, keys: 1 });
  });

  it("are asked for anew when a token names one that is not known, and the ones that are gone do nothing then", async () => {
    const { takes } = underClock();
    const old = issuer.key;
    expect(await takes(issuer.token())).toBe(true);
    issuer.key = await issuerKey("ES256");
    expect(await takes(issuer.token())).toBe(true);
    expect(await takes(issuer.token({}, { key: old }))).toBe(false);
    expect(issuer.asked.keys).toBe(2);
  });

  it("are asked for at most once in 30 seconds, in whatever flood of unknown ones, one by one or at once", async () => {
    const { clock, takes } = underClock();
    expect(await takes(issuer.token())).toBe(true);
    const flood = await Promise.all(Array.from({ length: 50 }, unknown));
    expect(await Promise.all(flood.map(takes))).toEqual(Array(50).fill(false));
    for (const token of flood) await takes(token);
    expect(issuer.asked.keys).toBe(2);
    clock.ms += 29_999;
    for (const token of flood) await takes(token);
    expect(issuer.asked.keys).toBe(2);
    clock.ms += 1;
    for (const token of flood) await takes(token);
    expect(issuer.asked.keys).toBe(3);
  });

  it("are asked for once in a flood that is the first to come, too", async () => {
    const { takes } = underClock();
    for (let n = 0; n < 10; n++) await takes(unknown());
    expect(issuer.asked.keys).toBe(1);
  });

  it("are known again within the half minute when they change in a flood", async () => {
    const { clock, takes } = underClock();
    await takes(issuer.token());
    await takes(unknown());
    issuer.key = await issuerKey("ES256");
    expect(await takes(issuer.token())).toBe(false);
    clock.ms += 30_000;
    expect(await takes(issuer.token(hours(clock)))).toBe(true);
  });

  it("that are withdrawn are noticed within ten minutes, without an unknown one", async () => {
    const { clock, takes } = underClock();
    const withdrawn = issuer.key;
    await takes(issuer.token());
    issuer.key = await issuerKey("ES256");
    clock.ms += 10 * 60_000;
    expect(await takes(issuer.token(hours(clock), { key: withdrawn }))).toBe(false);
  });

  it("without a name are found when there is one that fits, and not guessed among several", async () => {
    const { takes } = underClock();
    const nameless = () => issuer.token({}, { header: { kid: undefined } });
    expect(await takes(nameless())).toBe(true);
    issuer.told = [issuer.key.jwk, (await issuerKey()).jwk];
    const { takes: anew } = underClock();
    expect(await anew(nameless())).toBe(false);
    expect(await anew(issuer.token())).toBe(true);
  });

  it("that are secrets, or for encryption, are none", async () => {
    const { takes } = underClock();
    issuer.told = [
      { ...issuer.key.jwk, use: "enc" },
      { kty: "oct", k: "c2VjcmV0", kid: "secret", alg: "HS256" },
    ];
    expect(await takes(issuer.token())).toBe(false);
  });
});

describe("an issuer that cannot be reached", () => {
  it("leaves the known keys at work for as long as it takes, and lets in no others", async () => {
    const { clock, takes } = underClock();
    expect(await takes(issuer.token())).toBe(true);
    const other = await unknown();
    await issuer.stop();
    for (let hour = 0; hour < 5; hour++) {
      expect(await takes(issuer.token(hours(clock)))).toBe(true);
      expect(await takes(other)).toBe(false);
      clock.ms += 3_600_000;
    }
  });

  it.each<[string, (of: IssuerServer) => void]>([
    ["fails", (of) => (of.answer = () => ({ status: 500 }))],
    [
      "sends on elsewhere",
      (of) =>
        (of.answer = (path) => {
          if (path === "/keys") return { status: 302, headers: { location: "/elsewhere" } };
          return path === "/elsewhere" ? { status: 200, body: JSON.stringify({ keys: [of.key.jwk] }) } : null;
        }),
    ],
    ["answers with a page", (of) => (of.answer = () => ({ status: 200, body: "<html>" }))],
    ["answers with nothing", (of) => (of.answer = () => ({ status: 200, body: "null" }))],
    ["answers without keys", (of) => (of.answer = (path) => (path === "/keys" ? { status: 200, body: "{}" } : null))],
    ["answers at great length", (of) => (of.metadata = { story: "x".repeat(300_000) })],
  ])("counts as one when it %s", async (_what, breaks) => {
    const { clock, takes } = underClock();
    expect(await takes(issuer.token())).toBe(true);
    breaks(issuer);
    clock.ms += 3_600_000;
    expect(await takes(issuer.token(hours(clock)))).toBe(true);
    expect(await underClock().takes(issuer.token())).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ["calls itself otherwise", { issuer: "https://other.test" }],
    ["has its keys where anybody may read along", { jwks_uri: "ftp://keys.test" }],
    ["has no keys", { jwks_uri: undefined }],
  ])("counts as one when it %s", async (_what, metadata) => {
    issuer.metadata = metadata;
    expect(await underClock().takes(issuer.token())).toBe(false);
    expect(issuer.asked.keys).toBe(0);
  });

  it("is tried every few seconds while it has never been reached", async () => {
    const { clock, takes } = underClock();
    let asked = 0;
    issuer.answer = () => ({ status: (asked++, 500) });
    for (let n = 0; n < 10; n++) await takes(issuer.token());
    expect(asked).toBe(1);
    issuer.answer = () => null;
    clock.ms += 3_000;
    expect(await takes(issuer.token())).toBe(true);
  });
});

describe("the service", () => {
  let app: TestApp;
  let database: TestApp;
  beforeAll(async () => {
    database = await testApp();
  });
  afterAll(() => database.end());
  beforeEach(async () => {
    app = await testApp(database.databaseUrl, { oidc: issuer.config });
  });
  afterEach(() => app.end());
  const status = async (token: string, at = app) => (await at.ask(ME, {}, token)).status;

  it("takes tokens of new keys without a restart, and sends one question for a flood of unknown ones", async () => {
    const person = someone();
    expect(await status(await issuer.token(person))).toBe(200);
    issuer.key = await issuerKey("ES256");
    expect(await status(await issuer.token(person))).toBe(200);
    const flood = await Promise.all(Array.from({ length: 30 }, unknown));
    expect(new Set(await Promise.all(flood.map((token) => status(token))))).toEqual(new Set([401]));
    expect(issuer.asked.keys).toBe(2);
  });

  it("goes on with the keys it knows when the issuer has stopped", async () => {
    const person = someone();
    expect(await status(await issuer.token(person))).toBe(200);
    await issuer.stop();
    expect(await status(await issuer.token(person))).toBe(200);
    expect(await status(await issuer.token(someone()))).toBe(200);
    expect(await status(await unknown())).toBe(401);
    expect((await app.ask("{ __typename }")).status).toBe(200);
  });

  it("starts without the issuer, and takes its tokens once it is there", async () => {
    await issuer.stop();
    const early = await testApp(database.databaseUrl, { oidc: issuer.config });
    const person = someone();
    const token = await issuer.token(person);
    expect((await early.ask("{ __typename }")).status).toBe(200);
    expect(await status(token, early)).toBe(401);
    await issuer.start();
    while ((await status(token, early)) !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
    await early.end();
  });
});
