import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import {
  allSent,
  forgetAttempts,
  holdMails,
  openMailbox,
  releaseMails,
  tokenIn,
  type Mailbox,
} from "../support/mailbox.js";
import { password, anotherPassword, thirdPassword } from "../support/passwords.js";

const SIGN_UP = `mutation ($email: String!) { signUp(input: {name: "Zoë", email: $email, password: "${password}"}) { userErrors { code } } }`;
const CONFIRM = `mutation ($token: String!) { confirmSignUp(input: {token: $token, password: "${password}"}) { session { accessToken refreshToken } } }`;
const REQUEST = `mutation ($email: String!) { requestPasswordReset(input: {email: $email}) { userErrors { code path } } }`;
const RESET = `mutation ($token: String!, $word: String!) { resetPassword(input: {token: $token, newPassword: $word}) {
  session { accessToken } viewer { email } userErrors { code path } } }`;
const SIGN_IN = `mutation ($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) {
  session { accessToken } userErrors { code } } }`;
const CHANGE = `mutation ($from: String!, $to: String!) { changePassword(input: {currentPassword: $from, newPassword: $to}) { userErrors { code } } }`;
const word = anotherPassword;

let mailbox: Mailbox;
let app: TestApp;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(() => forgetAttempts(app));

let counter = 0;
async function newcomer() {
  const email = `vergeten${++counter}@test.example`;
  await app.ask(SIGN_UP, { email });
  const [mail] = await mailbox.to(email);
  const { data } = await app.ask(CONFIRM, { token: tokenIn(mail!) });
  return { email, token: data.confirmSignUp.session.accessToken as string };
}
const request = async (email: string) => (await app.ask(REQUEST, { email })).data.requestPasswordReset;
const reset = async (token: string, to = word) => (await app.ask(RESET, { token, word: to })).data.resetPassword;
const signsIn = async (email: string, password: string) =>
  (await app.ask(SIGN_IN, { email, password })).data.signIn.session !== null;
const invalid = [{ code: "INVALID_TOKEN", path: ["input", "token"] }];
/** The token of the nth mail to the address; the first confirmed the sign-up. */
const nthToken = async (email: string, n: number) => tokenIn((await mailbox.to(email, n)).at(n - 1)!);

describe("a forgotten password", () => {
  it("is replaced by who has the mail: all sessions end, a new one begins, and the owner is told", async () => {
    const { email, token: old } = await newcomer();
    await app.services.database.query(sql`UPDATE account SET email_confirmed_at = NULL WHERE email = ${email}`);
    expect(await request(email.toUpperCase())).toEqual({ userErrors: [] });
    const { session, viewer, userErrors } = await reset(await nthToken(email, 2));
    expect([viewer, userErrors]).toEqual([{ email }, []]);
    expect((await app.ask("{ viewer { email } }", {}, session.accessToken as string)).data.viewer).toEqual({ email });
    for (;;) if ((await app.ask("{ viewer { email } }", {}, old)).status === 401) break;
    expect(await signsIn(email, password)).toBe(false);
    expect(await signsIn(email, word)).toBe(true);
    expect((await mailbox.to(email, 3)).at(-1)!.subject).toBe("Je wachtwoord is veranderd");
    const rows = await app.services.database.query(
      sql`SELECT email_confirmed_at IS NOT NULL AS confirmed FROM account WHERE email = ${email}`,
    );
    expect(rows).toEqual([{ confirmed: true }]);
  });

  it("needs a token that was not used, has not run out and is for this; the other tokens go with it", async () => {
    const { email } = await newcomer();
    await request(email);
    await request(email);
    const [first, second] = [await nthToken(email, 2), await nthToken(email, 3)];
    expect((await reset(first, "kort")).userErrors).toEqual([
      { code: "INVALID_INPUT", path: ["input", "newPassword"] },
    ]);
    expect((await app.ask(CONFIRM, { token: first })).data.confirmSignUp.session).toBeNull();
    const change = `mutation ($token: String!) { confirmEmailChange(input: {token: $token}) { userErrors { code path } } }`;
    expect((await app.ask(change, { token: first })).data.confirmEmailChange.userErrors).toEqual(invalid);
    const expire = (interval: string) =>
      app.services.database.source.query(`UPDATE email_token SET expires_at = expires_at + interval '${interval}'`);
    await expire("-1 hour");
    expect((await reset(first)).userErrors).toEqual(invalid);
    await expire("1 hour");
    expect((await reset(first)).userErrors).toEqual([]);
    for (const used of [first, second])
      expect(await reset(used, thirdPassword)).toEqual({
        session: null,
        viewer: null,
        userErrors: invalid,
      });
    expect(await signsIn(email, word)).toBe(true);
  });

  it("is replaced once, of two who come at the same moment", async () => {
    const { email } = await newcomer();
    await request(email);
    const token = await nthToken(email, 2);
    const answers = await Promise.all([reset(token), reset(token)]);
    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
  });

  it("is asked for by the same answer and the same statements, whether or not there is an account", async () => {
    const { email } = await newcomer();
    await allSent(app);
    await holdMails(app);
    const [known, unknown] = [[] as string[], [] as string[]];
    let answers: unknown[] = [];
    for (const [address, statements] of [
      [email, known],
      ["niemand@test.example", unknown],
    ] as const)
      statements.push(...(await app.statements.during(async () => (answers = [...answers, await request(address)]))));
    expect(answers[0]).toEqual(answers[1]);
    expect(known.length).toBeGreaterThan(3);
    expect(unknown).toEqual(known);
    await releaseMails(app);
    await allSent(app);
    expect(mailbox.received.filter(({ text }) => text!.includes("niemand"))).toEqual([]);
    expect(await mailbox.to(email, 2)).toHaveLength(2);
    expect(mailbox.received.flatMap(({ to }) => [to!].flat().map((one) => one.text))).not.toContain(
      "niemand@test.example",
    );
  });

  it("can be asked for five times a minute for one address, and is mailed four times in three hours from one client address", async () => {
    const { email } = await newcomer();
    await forgetAttempts(app);
    for (const address of [email, "niemand@test.example"]) {
      for (let n = 0; n < 4; n++) expect(await request(address)).toEqual({ userErrors: [] });
      for (let n = 0; n < 2; n++)
        expect((await request(address)).userErrors).toEqual([{ code: "TRY_AGAIN", path: ["input"] }]);
    }
    await allSent(app);
    // The first is that of the sign-up.
    expect(await mailbox.to(email, 5)).toHaveLength(5);
  });

  it("is asked for by an address alone", async () => {
    expect((await request("geen adres")).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "email"] }]);
  });
});

describe("a password that was changed", () => {
  it("is told to the owner by mail, and ends the links that were mailed before", async () => {
    const { email, token } = await newcomer();
    await request(email);
    const link = await nthToken(email, 2);
    const { data } = await app.ask(CHANGE, { from: password, to: word }, token);
    expect(data.changePassword.userErrors).toEqual([]);
    expect((await mailbox.to(email, 3)).at(-1)!.subject).toBe("Je wachtwoord is veranderd");
    expect((await reset(link)).userErrors).toEqual(invalid);
  });
});

describe("the counts of attempts", () => {
  it("are forgotten once they limit nothing any more", async () => {
    const { database } = app.services;
    await request("iemand@test.example");
    await database.query(sql`UPDATE leaky_bucket SET empty_at = now() - interval '2 minutes'`);
    await request("een.ander@test.example");
    const rows = await database.query<{ counts: boolean }>(sql`SELECT empty_at > now() AS counts FROM leaky_bucket`);
    expect(new Set(rows.map(({ counts }) => counts))).toEqual(new Set([true]));
    await allSent(app);
  });
});
