import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { HashQueue } from "../../src/domains/identity/passwords/hash-queue.js";
import { Rejection } from "../../src/core/errors/user-error.js";
import { testApp, type Answer, type TestApp } from "../support/app.js";
import { once } from "../support/follow.js";
import { expectFilled } from "../support/limits.js";
import { allSent, forgetAttempts, openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";
import { anotherPassword, password } from "../support/passwords.js";

/** More than any limit of one address was. */
const room = 60;
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken } userErrors { code } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { code } } }`;

interface Result {
  session?: { accessToken: string } | null;
  userErrors: { code: string }[];
}

/** The limits of an address as they are by default; a machine that is busy with other tests is no matter here. */
const limits = { requestsPerAddress: 20, signInsPerAddress: 300, inFlight: { min: 200, max: 200 } };

let app: TestApp;
beforeAll(async () => {
  app = await testApp(undefined, limits);
  await app.ask(SIGN_UP, { input: { name: "Zoë", email: "zaal@test.example", password } });
  // A hash takes as long for everybody: all have that of the one.
  await app.services.database.source.query(`
    WITH sixty AS (
      INSERT INTO member (id, name, languages, joined_at)
      SELECT gen_random_uuid(), 'Lid ' || n, '{}', now() FROM generate_series(1, ${room}) AS n RETURNING id, name
    )
    INSERT INTO account (member_id, email, password_hash)
    SELECT id, 'zaal' || substr(sixty.name, 5) || '@test.example', account.password_hash FROM sixty, account
    WHERE account.email = 'zaal@test.example'`);
});
afterAll(() => app.end());
beforeEach(() => forgetAttempts(app));

const everybody = Array.from({ length: room }, (_, n) => `zaal${n + 1}@test.example`);
const codesOf = (results: Result[]): string[] =>
  results.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));

describe("a room that signs in together, behind one address,", () => {
  it("gets its sessions, of a service that has just started", async () => {
    const answers = await Promise.all(everybody.map((email) => app.ask(SIGN_IN, { input: { email, password } })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const results = answers.map(({ data }) => data.signIn as Result);
    expect(codesOf(results)).toEqual([]);
    expect(results.filter(({ session }) => session)).toHaveLength(room);
  });

  it("gets them over WebSocket as well", async () => {
    const client = app.socket();
    const results = await Promise.all(
      everybody.slice(0, 45).map((email) => once<{ signIn: Result }>(client, SIGN_IN, { input: { email, password } })),
    );
    expect(codesOf(results.map(({ signIn }) => signIn))).toEqual([]);
  });

  it("is not delayed for the sign-ins that were right, and is for those that were wrong", async () => {
    const level = async (): Promise<number> => {
      const [row] = await app.services.database.query<{ count: number }>(
        sql`SELECT count(*)::int AS count FROM leaky_bucket WHERE empty_at > now()`,
      );
      return row!.count;
    };
    for (let n = 0; n < 2; n++)
      await Promise.all(everybody.map((email) => app.ask(SIGN_IN, { input: { email, password } })));
    expect(await level()).toBe(0);
    await app.ask(SIGN_IN, { input: { email: everybody[0], password: "x" } });
    // Of the account from here, of the account, and of the address.
    expect(await level()).toBe(3);
  });

  it("gets sign-ins that wait no place among the operations that run", async () => {
    const { passwords } = app.services;
    const verify = passwords.verify.bind(passwords);
    let [checked, open] = [0, (): void => undefined];
    const gate = new Promise<boolean>((resolve) => (open = () => resolve(false)));
    passwords.verify = () => (checked++, gate);
    const signIns = everybody.map((email) => app.ask(SIGN_IN, { input: { email, password } }));
    while (checked < room) await new Promise((resolve) => setImmediate(resolve));
    expect(await (await fetch(`${app.url}/metrics`)).text()).toMatch(/^ino_admission_in_flight 0$/m);
    open();
    await Promise.all(signIns);
    passwords.verify = verify;
  });

  it("is as large as configured", async () => {
    const small = await testApp(app.databaseUrl, { ...limits, signInsPerAddress: 5 });
    let open = (): void => undefined;
    const gate = new Promise<boolean>((resolve) => (open = () => resolve(false)));
    small.services.passwords.verify = () => gate;
    const refused: Answer[] = [];
    const asked = everybody.slice(0, 20).map(async (email) => {
      const answer = await small.ask(SIGN_IN, { input: { email, password } });
      if (answer.status === 429) refused.push(answer);
    });
    while (refused.length < 15) await new Promise((resolve) => setImmediate(resolve));
    // Other requests have a limit of their own.
    expect((await small.ask("{ themes(first: 1) { totalCount } }")).status).toBe(200);
    open();
    await Promise.all(asked);
    expect(refused).toHaveLength(15);
    for (const { errors } of refused)
      expect(errors).toMatchObject([{ extensions: { code: "TOO_MANY_OPERATIONS", retryAfterSeconds: 1 } }]);
    await small.end();
  });

  it("waits for its password hashes in a queue as long as configured", async () => {
    const small = await testApp(app.databaseUrl, { ...limits, passwordQueue: 1 });
    const { passwords } = small.services;
    const hashes = Array.from({ length: 6 }, () => passwords.hash(password).catch((error: unknown) => error));
    expect(passwords.waiting).toBe(1);
    const results = await Promise.all(hashes);
    expect(results.filter((result) => typeof result === "string")).toHaveLength(5);
    expect(results.filter((result) => result instanceof Rejection && result.has("TRY_AGAIN"))).toHaveLength(1);
    await small.end();
  });
});

describe("a workshop that signs up together, behind one address,", () => {
  let mailbox: Mailbox;
  let mailing: TestApp;
  beforeAll(async () => {
    mailbox = await openMailbox();
    mailing = await testApp(undefined, { ...limits, smtpUrl: mailbox.url });
  });
  afterAll(async () => {
    await mailing.end();
    await mailbox.down();
  });

  it("gets its mails and its accounts", async () => {
    const CONFIRM = `mutation ($token: String!) { confirmSignUp(input: {token: $token, password: "${password}"}) { session { accessToken } userErrors { code } } }`;
    const emails = Array.from({ length: room }, (_, n) => `workshop${n}@test.example`);
    const signedUp = await Promise.all(
      emails.map((email) => mailing.ask(SIGN_UP, { input: { name: "Zoë", email, password } })),
    );
    expect(codesOf(signedUp.map(({ data }) => data.signUp as Result))).toEqual([]);
    await allSent(mailing);
    const tokens = mailbox.received.map((mail) => tokenIn(mail));
    expect(tokens).toHaveLength(room);
    const confirmed = await Promise.all(tokens.map((token) => mailing.ask(CONFIRM, { token })));
    expect(codesOf(confirmed.map(({ data }) => data.confirmSignUp as Result))).toEqual([]);
  });

  it("is refused for links that do not work, as many as configured", async () => {
    const one = await testApp(app.databaseUrl, { failedSignInsPerAddress: 5 });
    const RESET = `mutation { resetPassword(input: {token: "x", newPassword: "${anotherPassword}"}) { userErrors { code } } }`;
    const began = performance.now();
    const codes: string[] = [];
    while (!codes.includes("TRY_AGAIN")) codes.push(...codesOf([(await one.ask(RESET)).data.resetPassword as Result]));
    expectFilled(codes.indexOf("TRY_AGAIN"), { size: 5, periodMs: 60_000 }, began);
    await one.end();
  });
});

describe("the queue of password hashes", () => {
  const ended = (queue: HashQueue, order: string[], from: string, goesFirst = false) => {
    let end = (): void => undefined;
    const result = queue
      .inTurn({ from, goesFirst }, () => new Promise<void>((resolve) => (end = resolve)).then(() => order.push(from)))
      .catch((error: unknown) => error);
    return { result, end: () => end() };
  };
  const idle = () => new Promise((resolve) => setImmediate(resolve));

  it("runs four at a time, the others in turn, each address as often as the others", async () => {
    const queue = new HashQueue(10);
    const order: string[] = [];
    const all = ["a", "a", "a", "a", "a", "a", "b", "c"].map((from) => ended(queue, order, from));
    expect(queue.length).toBe(4);
    for (const one of all.slice(0, 2)) {
      one.end();
      await idle();
    }
    // Now b and c run beside two of a.
    for (const one of all.slice(6)) one.end();
    await idle();
    expect(order).toEqual(["a", "a", "b", "c"]);
    for (const one of all) one.end();
    await idle();
    for (const one of all) one.end();
    await Promise.all(all.map(({ result }) => result));
    expect(order).toHaveLength(8);
  });

  it("lets known devices go first", async () => {
    const queue = new HashQueue(10);
    const order: string[] = [];
    const running = ["a", "a", "a", "a"].map((from) => ended(queue, order, from));
    const [unknown, known] = [ended(queue, order, "b"), ended(queue, order, "c", true)];
    running[0]!.end();
    await idle();
    known.end();
    await idle();
    expect(order).toEqual(["a", "c"]);
    for (const one of running) one.end();
    unknown.end();
    await idle();
    unknown.end();
    await Promise.all([unknown.result, ...running.map(({ result }) => result)]);
  });

  it("asks who comes last from the address with the most to try again when it is full", async () => {
    const queue = new HashQueue(3);
    const order: string[] = [];
    const all = ["a", "a", "a", "a", "a", "a", "a"].map((from) => ended(queue, order, from));
    const honest = ended(queue, order, "b");
    expect(await all[6]!.result).toBeInstanceOf(Rejection);
    expect(queue.length).toBe(3);
    for (let n = 0; n < 3; n++) {
      for (const one of [...all, honest]) one.end();
      await idle();
    }
    await Promise.all([...all, honest].map(({ result }) => result));
    expect(order).toContain("b");
    expect(order).toHaveLength(7);
  });
});
