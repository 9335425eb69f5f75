import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import {
  allSent,
  forgetAttempts,
  holdMails,
  openMailbox,
  releaseMails,
  tokenIn,
  type Mailbox,
} from "../support/mailbox.js";
import { password, anotherPassword } from "../support/passwords.js";

const SIGN_UP = `mutation ($email: String!) { signUp(input: {name: "Zoë", email: $email, password: "${password}"}) { userErrors { code } } }`;
const CONFIRM_SIGN_UP = `mutation ($token: String!) { confirmSignUp(input: {token: $token, password: "${password}"}) { session { accessToken } } }`;
const REQUEST = `mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { userErrors { code path } } }`;
const CONFIRM = `mutation ($token: String!) { confirmEmailChange(input: {token: $token}) { userErrors { code path } } }`;
const CHANGE = `mutation ($from: String!, $to: String!) { changePassword(input: {currentPassword: $from, newPassword: $to}) { userErrors { code } } }`;
const invalid = [{ code: "INVALID_TOKEN", path: ["input", "token"] }];

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
const newAddress = () => `adres${++counter}@test.example`;
async function newcomer() {
  const email = newAddress();
  await app.ask(SIGN_UP, { email });
  const [mail] = await mailbox.to(email);
  const { data } = await app.ask(CONFIRM_SIGN_UP, { token: tokenIn(mail!) });
  return { email, token: data.confirmSignUp.session.accessToken as string };
}
const request = async (newEmail: string, token?: string, word = password) =>
  (await app.ask(REQUEST, { input: { newEmail, password: word } }, token)).data.requestEmailChange;
const confirm = async (token: string) => (await app.ask(CONFIRM, { token })).data.confirmEmailChange.userErrors;
const emailOf = async (token: string) => (await app.ask("{ viewer { email } }", {}, token)).data.viewer.email;

describe("another address", () => {
  it("is the account's once it is confirmed from there, and the old one is told", async () => {
    const { email, token } = await newcomer();
    const newEmail = newAddress();
    expect(await request(newEmail.toUpperCase(), token)).toEqual({ userErrors: [] });
    const [mail] = await mailbox.to(newEmail);
    expect(await emailOf(token)).toBe(email);
    expect(await confirm(tokenIn(mail!))).toEqual([]);
    expect(await emailOf(token)).toBe(newEmail);
    const [, notice] = await mailbox.to(email, 2);
    expect(notice!.subject).toBe("Je account heeft een ander adres");
    expect(notice!.text).not.toContain(newEmail);
    expect(await confirm(tokenIn(mail!))).toEqual(invalid);
    const events = await app.services.database.query(sql`SELECT data::text FROM event`);
    expect(JSON.stringify(events)).not.toMatch(/adres\d/);
  });

  it("is stored in its one form, also with an international domain", async () => {
    const { token } = await newcomer();
    expect(await request("Nieuw@Café.example", token)).toEqual({ userErrors: [] });
    const [mail] = await mailbox.to("nieuw@café.example");
    expect(await confirm(tokenIn(mail!))).toEqual([]);
    expect(await emailOf(token)).toBe("nieuw@xn--caf-dma.example");
  });

  it("needs somebody who is signed in and knows the password", async () => {
    const { token } = await newcomer();
    const { errors } = await app.ask(REQUEST, { input: { newEmail: newAddress(), password } });
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect((await request(newAddress(), token, "fout")).userErrors).toEqual([
      { code: "INVALID_CREDENTIALS", path: ["input", "password"] },
    ]);
    expect((await request("geen adres", token)).userErrors).toEqual([
      { code: "INVALID_INPUT", path: ["input", "newEmail"] },
    ]);
  });

  it("cannot be had by an account without a password before it has one", async () => {
    const { id } = await builders(app.services.database.source.manager).buildMember();
    expect((await request(newAddress(), await app.tokenOf(id))).userErrors).toMatchObject([
      { code: "INVALID_CREDENTIALS" },
    ]);
  });

  it("that has an account is asked for by the same answer and statements, and its owner alone is told", async () => {
    const { email: taken } = await newcomer();
    const { token } = await newcomer();
    const free = newAddress();
    await allSent(app);
    await holdMails(app);
    const answers: unknown[] = [];
    const statements: string[][] = [];
    for (const address of [free, taken])
      statements.push(await app.statements.during(async () => answers.push(await request(address, token))));
    expect(answers).toEqual([{ userErrors: [] }, { userErrors: [] }]);
    expect(statements[0]!.length).toBeGreaterThan(3);
    expect(statements[1]).toEqual(statements[0]);
    await releaseMails(app);
    const [, mail] = await mailbox.to(taken, 2);
    expect(mail!.subject).toBe("Dit adres hoort al bij een account");
    expect(mail!.text).not.toContain("token=");
    expect((await mailbox.to(free))[0]!.subject).toBe("Bevestig je nieuwe adres");
  });

  it("that somebody else took meanwhile stays theirs", async () => {
    const { email, token } = await newcomer();
    const wanted = newAddress();
    await request(wanted, token);
    const [mail] = await mailbox.to(wanted);
    const { id } = await builders(app.services.database.source.manager).buildMember();
    await app.services.database.query(sql`UPDATE account SET email = ${wanted} WHERE member_id = ${id}`);
    expect(await confirm(tokenIn(mail!))).toEqual(invalid);
    expect(await emailOf(token)).toBe(email);
  });

  it("is not had by a link that has run out, nor by one from before the password changed, sent or waiting", async () => {
    const { token } = await newcomer();
    const [old, before, waiting] = [newAddress(), newAddress(), newAddress()];
    await request(old, token);
    const [expired] = await mailbox.to(old);
    await app.services.database.query(sql`UPDATE email_token SET expires_at = now() - interval '1 second'`);
    expect(await confirm(tokenIn(expired!))).toEqual(invalid);
    await request(before, token);
    const [mail] = await mailbox.to(before);
    await allSent(app);
    await holdMails(app);
    await request(waiting, token);
    await app.ask(CHANGE, { from: password, to: anotherPassword }, token);
    await releaseMails(app);
    expect(await confirm(tokenIn(mail!))).toEqual(invalid);
    await allSent(app);
    const addresses = mailbox.received.flatMap(({ to }) => [to!].flat().map(({ text }) => text));
    expect(addresses).not.toContain(waiting);
  });

  it("that is the account's own is confirmed, and nobody is told of a change", async () => {
    const { email, token } = await newcomer();
    await app.services.database.query(sql`UPDATE account SET email_confirmed_at = NULL WHERE email = ${email}`);
    await request(email, token);
    const [, mail] = await mailbox.to(email, 2);
    expect(await confirm(tokenIn(mail!))).toEqual([]);
    await allSent(app);
    expect(await mailbox.to(email, 2)).toHaveLength(2);
    const rows = await app.services.database.query(
      sql`SELECT email_confirmed_at IS NOT NULL AS confirmed FROM account WHERE email = ${email}`,
    );
    expect(rows).toEqual([{ confirmed: true }]);
  });
});
