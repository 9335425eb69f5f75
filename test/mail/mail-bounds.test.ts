import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { mailDue } from "../../src/domains/notifications/mails/due-mails.service.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { sendMail } from "../../src/core/mail/outbox.js";
import { addressInLimits } from "../../src/core/rate-limits/address-in-limits.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { allSent, forgetAttempts, holdMails, openMailbox, releaseMails, type Mailbox } from "../support/mailbox.js";
import { password, anotherPassword } from "../support/passwords.js";

const ERRORS = `userErrors { code path ... on TryAgainError { retryAfterSeconds } }`;
const CHANGE = `mutation ($to: String!) { requestEmailChange(input: {newEmail: $to, password: "x"}) { ${ERRORS} } }`;
const RESET = `mutation ($to: String!) { requestPasswordReset(input: {email: $to}) { ${ERRORS} } }`;
const SIGN_UP = `mutation ($to: String!) { signUp(input: {name: "Zoë", email: $to, password: "${password}"}) { ${ERRORS} } }`;
const ERASE = `mutation { eraseMyAccount(input: {posts: KEEP}) { ${ERRORS} } }`;

let mailbox: Mailbox;
let app: TestApp;
let other: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  other = await testApp(app.databaseUrl, { smtpUrl: mailbox.url });
  build = builders(app.services.database.source.manager);
  // What is tested is the mail, not the password.
  for (const { services } of [app, other]) services.passwords.verify = () => Promise.resolve(true);
});
afterAll(async () => {
  await other.end();
  await app.end();
  await mailbox.down();
});
beforeEach(() => forgetAttempts(app));

interface Result {
  userErrors: { code: string; path: string[]; retryAfterSeconds?: number }[];
}

const rows = (statement: string, values: unknown[] = []) =>
  app.services.database.source.query<Record<string, number>[]>(statement, values);
const mailed = async (address: string): Promise<number> => {
  await allSent(app);
  return mailbox.received.filter(({ to }) => addressInLimits([to!].flat()[0]!.text) === addressInLimits(address))
    .length;
};
const tryAgain = { code: "TRY_AGAIN", path: ["input"], retryAfterSeconds: expect.any(Number) };

describe("mails to one address", () => {
  it("that twelve members ask for at once, in two processes, in other letters and with a +, are six", async () => {
    const members = await Promise.all(Array.from({ length: 12 }, () => build.buildMember()));
    const asked: Result[] = [];
    for (let at = 0; at < 3; at++)
      asked.push(
        ...(await Promise.all(
          members.map(async ({ id }, n) => {
            const to = at % 2 === 0 ? `derde+${n}.${at}@test.example` : "DERDE@Test.Example";
            const { data } = await (n % 2 === 0 ? app : other).ask(CHANGE, { to }, await app.tokenOf(id));
            return data.requestEmailChange as Result;
          }),
        )),
      );
    expect(asked.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(6);
    for (const { userErrors } of asked) if (userErrors.length > 0) expect(userErrors).toEqual([tryAgain]);
    expect(asked.flatMap(({ userErrors }) => userErrors)[0]!.retryAfterSeconds).toBeGreaterThan(60);
    expect(await mailed("derde@test.example")).toBe(6);
    const [tokens] = await rows(`SELECT count(*)::int AS count FROM email_token WHERE new_email ILIKE 'derde%'`);
    expect(tokens!.count).toBe(6);
  });

  it("of sign-ups and new passwords count together, the same whether or not there is an account", async () => {
    const { id } = await build.buildMember();
    await rows(`UPDATE account SET email = 'lid@mails.example' WHERE member_id = $1`, [id]);
    await holdMails(app);
    const outcomes = [];
    for (const address of ["lid@mails.example", "niemand@mails.example"]) {
      const results: Result[] = [];
      for (let n = 0; n < 4; n++) {
        results.push((await app.ask(SIGN_UP, { to: address.replace("@", `+${n}@`) })).data.signUp as Result);
        results.push((await app.ask(RESET, { to: address })).data.requestPasswordReset as Result);
      }
      outcomes.push(results.map(({ userErrors }) => userErrors.map(({ code }) => code)));
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    // Four of six are for one client address.
    expect(outcomes[0]!.flat()).toEqual(Array.from({ length: 4 }, () => "TRY_AGAIN"));
    // Nothing is left of a sign-up that was refused.
    expect(await rows(`SELECT count(*)::int AS count FROM pending_sign_up WHERE email LIKE '%mails.example'`)).toEqual([
      { count: 4 },
    ]);
    await releaseMails(app);
  });

  it("that strangers ask for do not keep back what a member asks for, nor notices to them", async () => {
    const { id } = await build.buildMember();
    const email = "belaagd@test.example";
    await rows(`UPDATE account SET email = $2 WHERE member_id = $1`, [id, email]);
    for (let n = 0; n < 4; n++) {
      const { data } = await (n < 2 ? app : other).ask(n < 3 ? RESET : SIGN_UP, { to: email });
      expect(Object.values<Result>(data)[0]!.userErrors).toEqual([]);
    }
    expect((await app.ask(SIGN_UP, { to: email })).data.signUp.userErrors).toEqual([tryAgain]);
    const token = await app.tokenOf(id);
    expect((await app.ask(ERASE, {}, token)).data.eraseMyAccount.userErrors).toEqual([]);
    await app.ask(
      `mutation { changePassword(input: {currentPassword: "x", newPassword: "${anotherPassword}"}) { userErrors { code } } }`,
      {},
      token,
    );
    await allSent(app);
    const subjects = (await mailbox.to(email)).map(({ subject }) => subject);
    expect(subjects).toContain("Je wachtwoord is veranderd");
  });

  it("of news are no more than thirty; what they are about is there all the same", async () => {
    const { id } = await build.buildMember();
    const email = "geliefd@test.example";
    await rows(`UPDATE account SET email = $2 WHERE member_id = $1`, [id, email]);
    await holdMails(app);
    for (let n = 0; n < 45; n++) {
      const from = await build.buildMember();
      const { data } = await app.ask(
        `mutation { requestCollaboration(input: {memberId: "${id}", message: "Doe je mee?"}) { request { id } userErrors { code } } }`,
        {},
        await app.tokenOf(from.id),
      );
      expect(data.requestCollaboration.userErrors).toEqual([]);
      // One by one: what is due at the same time goes in one mail.
      await app.caughtUp();
      const ctx = systemContext(app.services, app.services.events.log);
      await inTransaction(ctx, (tx) => mailDue(tx, id));
    }
    const [counts] = await rows(
      `SELECT (SELECT count(*)::int FROM collaboration_request WHERE to_id = $1) AS requests,
        (SELECT count(*)::int FROM outbox WHERE payload->>'memberId' = $1::text) AS mails`,
      [id],
    );
    expect(counts).toEqual({ requests: 45, mails: 30 });
    await app.services.database.query(sql`DELETE FROM outbox`);
    await releaseMails(app);
  });

  it("are counted whoever sends them: none goes out but through the outbox, which counts", async () => {
    const ctx = systemContext(app.services, { warn: () => undefined } as never);
    await holdMails(app);
    for (let n = 0; n < 40; n++)
      await inTransaction(ctx, (tx) =>
        sendMail(tx, { kind: "passwordReset", payload: { address: "iets@later.example" } }),
      );
    expect(await rows(`SELECT count(*)::int AS count FROM outbox WHERE kind = 'passwordReset'`)).toEqual([
      { count: 30 },
    ]);
    await app.services.database.query(sql`DELETE FROM outbox`);
    await releaseMails(app);
  });
});

describe("an address in limits", () => {
  it.each([
    ["Anna+ino@Test.Example", "anna@test.example"],
    [" anna@test.example ", "anna@test.example"],
    ["anna+a+b@test.example", "anna@test.example"],
    ["+anna@test.example", "+anna@test.example"],
    ["anna@te+st.example", "anna@te+st.example"],
  ])("%s is %s", (address, counted) => {
    expect(addressInLimits(address)).toBe(counted);
  });
});
