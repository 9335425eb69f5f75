import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { createLogger } from "../../src/logger.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { sendMail } from "../../src/core/mail/outbox.js";
import { ask, testApp, testConfig, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { endPrograms, startIno } from "../support/process.js";
import { allSent, openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";
import { password, anotherPassword } from "../support/passwords.js";

const REQUEST = `mutation ($email: String!) { requestPasswordReset(input: {email: $email}) { userErrors { code } } }`;
const SIGN_UP = `mutation ($email: String!) { signUp(input: {name: "Zoë", email: $email, password: "${password}"}) { userErrors { code } } }`;
const CONFIRM = `mutation ($token: String!) { confirmSignUp(input: {token: $token, password: "${password}"}) { viewer { email } } }`;

// Two processes on one database and one mail server.
let mailbox: Mailbox;
let one: TestApp;
let two: TestApp;
const lines: { level: number; msg: string; [key: string]: unknown }[] = [];
const texts: string[] = [];
beforeAll(async () => {
  mailbox = await openMailbox();
  const log = createLogger("trace", {
    write: (line) => {
      texts.push(line);
      lines.push(JSON.parse(line) as (typeof lines)[number]);
    },
  });
  one = await testApp(undefined, { smtpUrl: mailbox.url }, log);
  two = await testApp(one.databaseUrl, { smtpUrl: mailbox.url }, log);
});
afterAll(async () => {
  await two.end();
  await one.end();
  await mailbox.down();
});
beforeEach(() => mailbox.refuseWith(null));

/** A member, and the address of their account. */
async function member(): Promise<{ id: string; email: string }> {
  const { id } = await builders(one.services.database.source.manager).buildMember();
  const [account] = await one.services.database.query<{ email: string }>(
    sql`SELECT email FROM account WHERE member_id = ${id}`,
  );
  return { id, email: account!.email };
}
const request = (email: string) => one.ask(REQUEST, { email });
const waiting = () =>
  one.services.database.query<{ attempts: number; inSeconds: number }>(
    sql`SELECT attempts, round(extract(epoch FROM due_at - now()))::integer AS "inSeconds" FROM outbox`,
  );
/** Waits until the only mail that waits was tried this often and put off. */
async function putOff(attempts: number): Promise<number> {
  for (;;) {
    const [job] = await waiting();
    // While it is being sent, it is kept for two minutes.
    if (job?.attempts === attempts && job.inSeconds !== 120 && job.inSeconds !== 119) return job.inSeconds;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const makeDue = async (): Promise<void> => {
  await one.services.database.query(sql`UPDATE outbox SET due_at = now()`);
  for (const { services } of [one, two]) services.mailer.wake();
};

describe("a mail", () => {
  it("is plain text from the service to one address, and asks for no answer of a machine", async () => {
    const { email } = await member();
    await request(email);
    const [mail] = await mailbox.to(email);
    expect(mail!.from!.text).toBe('"INO" <no-reply@ino.example>');
    expect(mail!.html).toBe(false);
    expect(mail!.attachments).toEqual([]);
    expect(mail!.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail!.text).toContain(`${one.url}/account/reset-password?token=`);
  });

  it("goes out once, however many processes there are", async () => {
    const members = await Promise.all(Array.from({ length: 12 }, member));
    const ctx = systemContext(one.services, one.services.events.log);
    await inTransaction(ctx, async (tx) => {
      for (const { email } of members) await sendMail(tx, { kind: "passwordReset", payload: { address: email } });
    });
    for (let n = 0; n < 5; n++) for (const { services } of [one, two]) services.mailer.wake();
    await allSent(one);
    for (const { email } of members) expect(await mailbox.to(email)).toHaveLength(1);
  });

  it("does not go out when the transaction is rolled back", async () => {
    const { email } = await member();
    const ctx = systemContext(one.services, one.services.events.log);
    const failing = inTransaction(ctx, async (tx) => {
      await sendMail(tx, { kind: "passwordReset", payload: { address: email } });
      throw new Error("back");
    });
    await expect(failing).rejects.toThrow("back");
    const other = await member();
    await request(other.email);
    await mailbox.to(other.email);
    await allSent(one);
    expect(mailbox.received.map(({ to }) => [to!].flat()[0]!.text)).not.toContain(email);
  });

  it("is found by another process when the one that took the request cannot send", async () => {
    const { email } = await member();
    await one.services.database.query(sql`
      INSERT INTO outbox (id, kind, payload)
      VALUES (${one.services.newId()}, 'passwordReset', jsonb_build_object('address', ${email}::text))`);
    await mailbox.to(email);
  });

  it("has the same link and the same id whenever it is sent again", async () => {
    const { email } = await member();
    mailbox.refuseWith(451);
    await request(email);
    await putOff(1);
    const id = (await one.services.database.query<{ id: string }>(sql`SELECT id FROM outbox`))[0]!.id;
    const row = await one.services.database.query<{ hash: string }>(
      sql`SELECT encode(token_hash, 'hex') AS hash FROM email_token`,
    );
    mailbox.refuseWith(null);
    await makeDue();
    const [mail] = await mailbox.to(email);
    expect(mail!.messageId).toBe(`<${id}@ino.example>`);
    const [again] = await one.services.database.query<{ known: boolean }>(
      sql`SELECT encode(sha256(${tokenIn(mail!)}::bytea), 'hex') = ANY(${row.map(({ hash }) => hash)}) AS known`,
    );
    expect(again).toEqual({ known: true });
    await allSent(one);
  });

  it("of a kind that this version does not know is left to one that does", async () => {
    const id = one.services.newId();
    await one.services.database.query(sql`INSERT INTO outbox (id, kind, payload) VALUES (${id}, 'ofTomorrow', '{}')`);
    const { email } = await member();
    await request(email);
    await mailbox.to(email);
    expect(await one.services.database.query(sql`SELECT attempts FROM outbox WHERE id = ${id}`)).toEqual([
      { attempts: 0 },
    ]);
    await one.services.database.query(sql`DELETE FROM outbox WHERE id = ${id}`);
  });
});

describe("a process that falls while it sends a mail", () => {
  afterAll(endPrograms);

  it("leaves it to another, after a while", async () => {
    const shared = testConfig(await newDatabaseUrl());
    const email = "omgevallen@test.example";
    const falling = startIno(["start"], {
      DATABASE_URL: shared.databaseUrl!,
      AUTH_SECRET: shared.authSecret!,
      SMTP_URL: mailbox.url,
      PORT: "0",
    });
    const [, url] = await falling.prints(/GraphQL +(http:\/\/\S+)\/graphql/);
    const held = mailbox.holdsNext();
    await ask(url!, SIGN_UP, { email });
    await held;
    falling.child.kill("SIGKILL");
    await falling.exit;

    const other = await testApp(shared.databaseUrl, { smtpUrl: mailbox.url });
    const { database, mailer } = other.services;
    // It was told that somebody is at it.
    const kept = sql`SELECT attempts, due_at > now() + interval '1 minute' AS kept FROM outbox`;
    expect(await database.query(kept)).toEqual([{ attempts: 1, kept: true }]);
    await database.query(sql`UPDATE outbox SET due_at = now()`);
    mailer.wake();
    const [mail] = await mailbox.to(email);
    const confirmed = await other.ask(CONFIRM, { token: tokenIn(mail!) });
    expect(confirmed.data.confirmSignUp.viewer).toEqual({ email });
    await other.end();
    await dropDatabase(shared.databaseUrl!);
  });
});

describe("a mail that cannot be sent", () => {
  it("is tried again at growing distances, and goes out when the server is back", async () => {
    const { email } = await member();
    await allSent(one);
    await mailbox.down();
    await request(email);
    const distances: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      distances.push(await putOff(attempt));
      if (attempt < 3) await makeDue();
    }
    expect(distances.map((seconds) => Math.round(seconds / 30))).toEqual([1, 2, 4]);
    await one.services.database.query(sql`UPDATE outbox SET attempts = 20`);
    await makeDue();
    expect(Math.round((await putOff(21)) / 60)).toBe(120);
    await mailbox.up();
    await makeDue();
    await mailbox.to(email);
    await allSent(one);
  });

  it("is dropped after a day, which the log tells as an error, without the address", async () => {
    const { email } = await member();
    mailbox.refuseWith(550);
    await request(email);
    await putOff(1);
    await one.services.database.query(sql`UPDATE outbox SET created_at = now() - interval '25 hours'`);
    await makeDue();
    await allSent(one);
    const [told] = lines.filter(({ level, msg }) => level === 50 && msg.startsWith("a mail "));
    expect(told).toMatchObject({
      msg: "a mail could not be sent for a day and was dropped",
      kind: "passwordReset",
      err: { type: "Error", message: "The mail server did not take it: EMESSAGE 550" },
    });
  });
});

it("the log holds neither addresses nor tokens, at the finest level", async () => {
  const { id, email } = await member();
  await request(email);
  const [mail] = await mailbox.to(email);
  const token = tokenIn(mail!);
  const pages = [`${one.url}/account/reset-password`, `${one.url}/account/confirm-sign-up`];
  for (const page of pages) await fetch(`${page}?token=${token}`);
  await fetch(pages[1]!, {
    method: "POST",
    body: new URLSearchParams({ token, password: anotherPassword }),
  });
  await fetch(pages[0]!, {
    method: "POST",
    body: new URLSearchParams({ token, password: anotherPassword }),
  });
  await mailbox.to(email, 2);
  await one.ask(
    `mutation { confirmSignUp(input: {token: "${token}", password: "${password}"}) { userErrors { code } } }`,
    {},
    await one.tokenOf(id),
  );
  expect(lines.some(({ path }) => path === "/account/reset-password")).toBe(true);
  const telling = [token, "@test.example", "@ino.example", "heel nieuw wachtwoord", "token="];
  expect(texts.filter((line) => telling.some((text) => line.includes(text)))).toEqual([]);
});
