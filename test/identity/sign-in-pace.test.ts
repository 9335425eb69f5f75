import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { countAtAddress, countSignIn } from "../../src/domains/identity/sign-in/sign-in-pace.js";
import { SignInQueue } from "../../src/domains/identity/sign-in/sign-in-queue.js";
import { testApp, type TestApp } from "../support/app.js";
import { once } from "../support/follow.js";
import { forgetAttempts } from "../support/mailbox.js";
import { password } from "../support/passwords.js";

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken deviceToken } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  session { accessToken deviceToken } userErrors { code ... on TryAgainError { retryAfterSeconds } } } }`;

interface Result {
  session: { accessToken: string; deviceToken: string } | null;
  userErrors: { code: string; retryAfterSeconds?: number }[];
}

/** The waits of sign-ins, which end when the test says so. */
interface Waits {
  delays: number[];
  /** Waits until so many have begun. */
  begun: (count: number) => Promise<void>;
  end: () => void;
}

// Two services on one database: failures on the one slow down the other.
let one: TestApp;
let two: TestApp;
beforeAll(async () => {
  one = await testApp(undefined, { trustedProxies: ["127.0.0.1"] });
  two = await testApp(one.databaseUrl, { trustedProxies: ["127.0.0.1"] });
});
afterAll(async () => {
  await two.end();
  await one.end();
});

/** How many wait, but for an account as few as a test can make. */
const most = { inAll: 8, forOneAccount: 5, fromOneAddress: 5, forOnePair: 2 };

let waits: Waits;
beforeEach(async () => {
  await forgetAttempts(one);
  waits = { delays: [], begun: () => Promise.resolve(), end: () => undefined };
  const pending = new Set<() => void>();
  const after = (ms: number, work: () => void) => {
    waits.delays.push(ms);
    pending.add(work);
    return () => void pending.delete(work);
  };
  for (const { services } of [one, two]) services.signInQueue = new SignInQueue(after, most);
  waits.begun = async (count) => {
    while (waits.delays.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  waits.end = () => [...pending].forEach((work) => work());
});

let counter = 0;
async function newcomer(): Promise<{ email: string; deviceToken: string; accessToken: string }> {
  const email = `tempo${++counter}@test.example`;
  const { data } = await one.ask(SIGN_UP, { input: { name: "Zoë", email, password } });
  return { email, ...data.signUp.session };
}

const post = async (app: TestApp, address: string, query: string, variables: object) => {
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close", "x-forwarded-for": address },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: Record<string, Result> }).data;
};
const signIn = async (
  email: string,
  address: string,
  { word = password, deviceToken, app = one }: { word?: string; deviceToken?: string; app?: TestApp } = {},
): Promise<Result> => (await post(app, address, SIGN_IN, { input: { email, password: word, deviceToken } })).signIn!;
const fails = (email: string, address: string, app = one) => signIn(email, address, { word: "fout", app });

/** As if the wrong password had been given so often at the account, each time from another address. */
async function failedFromManyAddresses(email: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 4)
    await Promise.all(
      Array.from({ length: Math.min(4, count - n) }, (_, i) => fails(email, `10.7.${counter}.${n + i + 1}`)),
    );
}

describe("wrong passwords at an account", () => {
  it("slow down its address after five, in all processes together, aliases counted one by one", async () => {
    const { email } = await newcomer();
    const attempt = `signIn(input: {email: "${email}", password: "fout"}) { userErrors { code } }`;
    const answer = await post(one, "10.1.0.1", `mutation { a: ${attempt} b: ${attempt} c: ${attempt} }`, {});
    for (const { userErrors } of Object.values(answer)) expect(userErrors).toEqual([{ code: "INVALID_CREDENTIALS" }]);
    for (const app of [two, two]) await fails(email, "10.1.0.1", app);
    expect(waits.delays).toEqual([]);
    const sixth = fails(email, "10.1.0.1", two);
    await waits.begun(1);
    const seventh = fails(email.toUpperCase(), "10.1.0.1");
    await waits.begun(2);
    expect(waits.delays).toEqual([1_000, 2_000]);
    waits.end();
    for (const { userErrors } of [await sixth, await seventh])
      expect(userErrors).toEqual([{ code: "INVALID_CREDENTIALS" }]);
  });

  it("do not refuse the right one: it waits, and then counts no more", async () => {
    const { email } = await newcomer();
    for (let n = 0; n < 6; n++) {
      const failing = fails(email, "10.1.0.2");
      if (n >= 5) await waits.begun(n - 4);
      waits.end();
      await failing;
    }
    const right = signIn(email, "10.1.0.2");
    await waits.begun(2);
    waits.end();
    expect((await right).session).not.toBeNull();
    const again = signIn(email, "10.1.0.2");
    await waits.begun(3);
    waits.end();
    expect((await again).session).not.toBeNull();
    expect(waits.delays).toEqual([1_000, 2_000, 2_000]);
  });

  it("do not slow down another address, nor another account", async () => {
    const [{ email }, other] = [await newcomer(), await newcomer()];
    for (let n = 0; n < 5; n++) await fails(email, "10.1.0.3");
    expect((await signIn(email, "10.1.0.4")).session).not.toBeNull();
    expect((await signIn(other.email, "10.1.0.3")).session).not.toBeNull();
    expect(waits.delays).toEqual([]);
  });

  it("that come at once are checked five times, two wait, and the others get a time to retry", async () => {
    const { email } = await newcomer();
    const { passwords } = one.services;
    const verify = passwords.verify.bind(passwords);
    let checked = 0;
    passwords.verify = (...password) => (checked++, verify(...password));
    const answered: Result[] = [];
    const attempts = Array.from({ length: 100 }, async () => void answered.push(await fails(email, "10.1.0.5")));
    while (answered.length < 98) await new Promise((resolve) => setImmediate(resolve));
    const refused = answered.flatMap(({ userErrors }) => userErrors).filter(({ code }) => code === "TRY_AGAIN");
    expect(refused).toHaveLength(93);
    for (const { retryAfterSeconds } of refused) expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect([checked, one.services.signInQueue.length]).toEqual([5, 2]);
    waits.end();
    await Promise.all(attempts);
    expect(checked).toBe(7);
    passwords.verify = verify;
  });

  it("slow down every address after twenty from many, also where there is no such account, but no known device", async () => {
    const { email, deviceToken } = await newcomer();
    for (const address of [email, `niemand${counter}@test.example`]) {
      waits.delays.length = 0;
      await failedFromManyAddresses(address, 20);
      expect(waits.delays).toEqual([]);
      const result = signIn(address, "10.1.0.6");
      await waits.begun(1);
      expect(waits.delays).toEqual([500]);
      waits.end();
      expect((await result).session === null).toBe(address !== email);
    }
    const known = await signIn(email, "10.1.0.7", { deviceToken });
    expect(known.session!.deviceToken).toBe(deviceToken);
    expect(waits.delays).toHaveLength(1);
  });

  it("do not keep out who comes for the first time, however many others wait", async () => {
    const { email } = await newcomer();
    await failedFromManyAddresses(email, 20);
    // Each of them has failed before.
    const strangers = Array.from({ length: 5 }, (_, n) => fails(email, `10.7.${counter}.${n + 1}`));
    await waits.begun(5);
    const right = signIn(email, "10.1.0.8");
    await waits.begun(6);
    expect(one.services.signInQueue.length).toBe(5);
    waits.end();
    expect((await right).session).not.toBeNull();
    const codes = (await Promise.all(strangers)).map(({ userErrors }) => userErrors[0]!.code).sort();
    expect(codes).toEqual([...Array<string>(4).fill("INVALID_CREDENTIALS"), "TRY_AGAIN"]);
  });

  it("at many accounts slow down their address, and of those who wait there few have a place", async () => {
    const { email, deviceToken } = await newcomer();
    const client = { address: "10.1.0.9", userAgent: null };
    const { database, addressLimits } = one.services;
    for (let n = 0; n < 60; n++) {
      const counted = await countSignIn(database, { email: `veel${n}@test.example`, device: null, client });
      await countAtAddress(database, counted, addressLimits.failures);
    }
    const waiting = Array.from({ length: 8 }, (_, n) => fails(`andere${n}@test.example`, client.address));
    await waits.begun(8);
    expect(one.services.signInQueue.length).toBe(5);
    expect((await signIn(email, client.address, { deviceToken })).session).not.toBeNull();
    waits.end();
    await Promise.all(waiting);
    const right = signIn(email, client.address);
    await waits.begun(9);
    waits.end();
    expect((await right).session).not.toBeNull();
  });

  it("count the same over WebSocket, and count addresses with a + together", async () => {
    const { email } = await newcomer();
    const client = one.socket();
    for (let n = 0; n < 5; n++) {
      const { signIn } = await once<{ signIn: Result }>(client, SIGN_IN, {
        input: { email: email.replace("@", `+${n}@`), password: "fout" },
      });
      expect(signIn.userErrors).toEqual([{ code: "INVALID_CREDENTIALS" }]);
    }
    const right = once<{ signIn: Result }>(client, SIGN_IN, { input: { email, password } });
    await waits.begun(1);
    waits.end();
    expect((await right).signIn.session).not.toBeNull();
  });
});

describe("a sign-in that waits", () => {
  it("holds no place among the operations that run", async () => {
    const { email } = await newcomer();
    for (let n = 0; n < 5; n++) await fails(email, "10.1.0.10");
    const waiting = signIn(email, "10.1.0.10");
    await waits.begun(1);
    const metrics = await (await fetch(`${one.url}/metrics`)).text();
    expect(metrics).toMatch(/^ino_admission_in_flight 0$/m);
    waits.end();
    expect((await waiting).session).not.toBeNull();
  });
});

describe("the token of a device", () => {
  it("is the same for as long as it is sent, stored as a hash, and in no other's name", async () => {
    const { email, deviceToken } = await newcomer();
    const other = await newcomer();
    expect(deviceToken).toMatch(/^[\w-]{43}$/);
    expect((await signIn(email, "10.2.0.1", { deviceToken })).session!.deviceToken).toBe(deviceToken);
    expect((await signIn(email, "10.2.0.1")).session!.deviceToken).not.toBe(deviceToken);
    expect((await signIn(email, "10.2.0.1", { deviceToken: other.deviceToken })).session!.deviceToken).not.toBe(
      other.deviceToken,
    );
    const stored = await one.services.database.query(sql`SELECT sign_in_device::text FROM sign_in_device`);
    expect(JSON.stringify(stored)).not.toContain(deviceToken);
    await failedFromManyAddresses(email, 20);
    const strange = signIn(email, "10.2.0.2", { deviceToken: other.deviceToken });
    await waits.begun(1);
    waits.end();
    expect((await strange).session).not.toBeNull();
  });

  it("has its own count of wrong passwords", async () => {
    const { email, deviceToken } = await newcomer();
    for (let n = 0; n < 5; n++) await signIn(email, `10.2.1.${n}`, { word: "fout", deviceToken });
    expect(waits.delays).toEqual([]);
    const sixth = signIn(email, "10.2.1.9", { deviceToken });
    await waits.begun(1);
    waits.end();
    expect((await sixth).session).not.toBeNull();
  });

  it.each([
    [
      "the password changes",
      `mutation { changePassword(input: {currentPassword: "${password}", newPassword: "${password}"}) { userErrors { code } } }`,
    ],
    ["all sessions are ended", `mutation { signOut(input: {everywhere: true}) { userErrors { code } } }`],
  ])("is valid until %s", async (_what, mutation) => {
    const { email, deviceToken, accessToken } = await newcomer();
    await one.ask(mutation, {}, accessToken);
    expect((await signIn(email, "10.2.2.1", { deviceToken })).session!.deviceToken).not.toBe(deviceToken);
  });

  it("of twenty devices at most is known, those used last", async () => {
    const { email } = await newcomer();
    for (let n = 0; n < 21; n++) expect((await signIn(email, "10.2.3.1")).session).not.toBeNull();
    const [row] = await one.services.database.query(sql`
      SELECT count(*)::int AS count FROM sign_in_device JOIN account USING (member_id) WHERE email = ${email}`);
    expect(row).toEqual({ count: 20 });
  });
});
