import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { expectFilled } from "../support/limits.js";
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
import { password, anotherPassword, thirdPassword } from "../support/passwords.js";

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  confirmationSent session { accessToken } viewer { email } userErrors { code path } } }`;
const CONFIRM = `mutation ($token: String!) { confirmSignUp(input: {token: $token, password: "${password}"}) {
  session { accessToken } viewer { email roles member { id name languages } } userErrors { code path } } }`;
const RESET = `mutation ($token: String!) { resetPassword(input: {token: $token, newPassword: "${anotherPassword}"}) {
  session { accessToken } viewer { email member { id } } userErrors { code } } }`;
const SIGN_IN = `mutation ($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) {
  viewer { email } userErrors { code message } } }`;
const checkYourMail = { confirmationSent: true, session: null, viewer: null, userErrors: [] };
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
const newAddress = () => `nieuw${++counter}@test.example`;
const signUp = async (email: string, overrides: object = {}) =>
  (await app.ask(SIGN_UP, { input: { name: "Zoë Claes", email, password, ...overrides } })).data.signUp;
const confirm = async (token: string) => (await app.ask(CONFIRM, { token })).data.confirmSignUp;
const signIn = async (email: string, word = password) =>
  (await app.ask(SIGN_IN, { email, password: word })).data.signIn;
const mailTo = async (email: string, count = 1) => (await mailbox.to(email, count)).at(-1)!;
/** An imported member: an account without a password. */
const imported = async () => {
  const member = await builders(app.services.database.source.manager).buildMember();
  const [{ email }] = (await app.services.database.query<{ email: string }>(
    sql`SELECT email FROM account WHERE member_id = ${member.id}`,
  )) as [{ email: string }];
  return { id: member.id, email };
};

describe("signing up, where mail is sent,", () => {
  it("makes an account once the link in the mail is followed, and not before", async () => {
    const email = newAddress();
    expect(await signUp(`  ${email.toUpperCase()}`, { language: "FR" })).toEqual(checkYourMail);
    const mail = await mailTo(email);
    expect(mail.subject).toBe("Confirmez votre inscription à l'InnovatieNetwerk Overheid");
    expect(mail.html).toBe(false);
    expect(mail.text).not.toContain("Claes");
    expect((await signIn(email)).userErrors).toMatchObject([{ code: "INVALID_CREDENTIALS" }]);
    expect(await app.services.database.query(sql`SELECT 1 FROM account WHERE email = ${email}`)).toEqual([]);

    const { session, viewer, userErrors } = await confirm(tokenIn(mail));
    expect(userErrors).toEqual([]);
    expect(viewer).toMatchObject({ email, roles: ["MEMBER"], member: { name: "Zoë Claes", languages: ["FR"] } });
    expect((await app.ask("{ viewer { email } }", {}, session.accessToken as string)).data.viewer).toEqual({ email });
    expect((await signIn(email)).viewer).toEqual({ email });
    const rows = await app.services.database.query(sql`
      SELECT language, email_confirmed_at IS NOT NULL AS confirmed,
        (SELECT count(*)::integer FROM event WHERE kind = 'member.joined' AND subject_id = member_id) AS joined
      FROM account WHERE email = ${email}`);
    expect(rows).toEqual([{ language: "FR", confirmed: true, joined: 1 }]);
  });

  it("gives a token that works once, for a day, and for nothing else", async () => {
    const email = newAddress();
    await signUp(email);
    const token = tokenIn(await mailTo(email));
    expect((await app.ask(RESET, { token })).data.resetPassword.userErrors).toEqual([{ code: "INVALID_TOKEN" }]);
    const { database } = app.services;
    const expire = (interval: string) =>
      database.source.query(`UPDATE pending_sign_up SET expires_at = expires_at + interval '${interval}'`);
    await expire("-1 day");
    expect((await confirm(token)).userErrors).toEqual(invalid);
    await expire("1 day");
    expect((await confirm(token)).userErrors).toEqual([]);
    expect(await confirm(token)).toEqual({ session: null, viewer: null, userErrors: invalid });
    expect((await confirm("nonsense")).userErrors).toEqual(invalid);
  });

  it("answers the same, by the same statements, whether or not the address has an account", async () => {
    const { email: taken } = await imported();
    const own = newAddress();
    await signUp(own);
    await confirm(tokenIn(await mailTo(own)));
    await allSent(app);
    await holdMails(app);
    const [free, imports, known] = [newAddress(), taken, own];
    const answers: unknown[] = [];
    const statements: string[][] = [];
    for (const email of [free, imports, known]) {
      statements.push(await app.statements.during(async () => answers.push(await signUp(email))));
      // And again, now that there is one that waits to be confirmed.
      answers.push(await signUp(email));
    }
    expect(answers).toEqual(Array(6).fill(checkYourMail));
    expect(statements[0]!.length).toBeGreaterThan(3);
    expect(statements[1]).toEqual(statements[0]);
    expect(statements[2]).toEqual(statements[0]);
    await releaseMails(app);
    await allSent(app);
  });

  it("tells who has an account by mail, and lets an imported member make the account theirs", async () => {
    const { id, email } = await imported();
    expect(await signUp(email)).toEqual(checkYourMail);
    const mail = await mailTo(email);
    expect(mail.subject).toBe("Je hebt al een account bij het InnovatieNetwerk Overheid");
    expect((await confirm(tokenIn(mail))).userErrors).toEqual(invalid);
    const { viewer, userErrors } = (await app.ask(RESET, { token: tokenIn(mail) })).data.resetPassword;
    expect([viewer, userErrors]).toEqual([{ email, member: { id } }, []]);
    expect((await signIn(email, anotherPassword)).viewer).toEqual({ email });
  });

  it("gives nobody an account by a stranger's sign-up with their address", async () => {
    const email = `doelwit${++counter}@test.example`;
    const signUpAs = (name: string, word: string) => app.ask(SIGN_UP, { input: { name, email, password: word } });
    await signUpAs("Vreemde", thirdPassword);
    await signUpAs("Eigenaar", password);
    const tokens = (await mailbox.to(email, 2)).map((mail) => tokenIn(mail));
    // The owner knows their own password alone, and two mails that look the same.
    const answers = [];
    for (const token of tokens) answers.push(await confirm(token));
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([
      [{ code: "INVALID_CREDENTIALS", path: ["input", "password"] }],
      [],
    ]);
    expect(answers[1].viewer.member.name).toBe("Eigenaar");
    const { data } = await app.ask(SIGN_IN, { email, password: thirdPassword });
    expect(data.signIn.viewer).toBeNull();
  });

  it("lets the first who confirms have the address, and ends the other links", async () => {
    const email = newAddress();
    await signUp(email, { name: "Eerste" });
    await signUp(email, { name: "Tweede" });
    const [first, second] = await mailbox.to(email, 2);
    const answers = await Promise.all([first!, second!].map((mail) => confirm(tokenIn(mail))));
    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors as object[])).toEqual(invalid);
    expect(await app.services.database.query(sql`SELECT 1 FROM pending_sign_up WHERE email = ${email}`)).toEqual([]);
  });

  it("tells who comes late with a link that there is an account by now", async () => {
    const email = newAddress();
    await signUp(email);
    const token = tokenIn(await mailTo(email));
    const { buildMember } = builders(app.services.database.source.manager);
    const { id } = await buildMember();
    await app.services.database.query(sql`UPDATE account SET email = ${email} WHERE member_id = ${id}`);
    expect((await confirm(token)).userErrors).toEqual(invalid);
  });

  it("mails an address four times for one client address, and refuses what it does not mail", async () => {
    const email = newAddress();
    for (let n = 0; n < 4; n++) expect(await signUp(email)).toEqual(checkYourMail);
    expect((await signUp(email)).userErrors).toMatchObject([{ code: "TRY_AGAIN" }]);
    await allSent(app);
    expect(await mailbox.to(email, 4)).toHaveLength(4);
    await forgetAttempts(app);
    expect(await signUp(email)).toEqual(checkYourMail);
    await allSent(app);
    expect(await mailbox.to(email, 5)).toHaveLength(5);
  });

  it("is refused where no mail can verify an address and only the issuer of the network makes accounts", async () => {
    const issuerAlone = await testApp(undefined, { unverifiedSignUp: false });
    const answer = await issuerAlone.ask(
      `mutation { signUp(input: {name: "Zoë", email: "zoe@test.example", password: "${password}"}) { session { accessToken } } }`,
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    const accounts = await issuerAlone.services.database.query(
      sql`SELECT 1 FROM account WHERE email = 'zoe@test.example'`,
    );
    expect(accounts).toEqual([]);
    await issuerAlone.end();
  });

  it("is tried as often in a minute from one address as configured", async () => {
    const few = await testApp(app.databaseUrl, { smtpUrl: mailbox.url, signUpsPerAddress: 9 });
    const query = `mutation ($input: SignUpInput!) { ${Array.from({ length: 2 }, (_, n) => `a${n}: signUp(input: $input) { userErrors { code } }`).join(" ")} }`;
    const codes: string[] = [];
    const began = performance.now();
    for (let n = 0; !codes.includes("TRY_AGAIN"); n++) {
      const { data } = await few.ask(query, { input: { name: "x", email: `veel${n}@test.example`, password } });
      for (const { userErrors } of Object.values<{ userErrors: { code: string }[] }>(data))
        codes.push(userErrors[0]?.code ?? "sent");
    }
    expectFilled(codes.indexOf("TRY_AGAIN"), { size: 9, periodMs: 60_000 }, began);
    await few.end();
  });

  it("leaves nothing of who never confirms", async () => {
    await signUp(newAddress());
    await allSent(app);
    const { database } = app.services;
    await database.query(sql`UPDATE pending_sign_up SET expires_at = now() - interval '1 second'`);
    const email = newAddress();
    await signUp(email);
    expect(await database.query(sql`SELECT email FROM pending_sign_up`)).toEqual([{ email }]);
  });
});

describe("signing up, where no mail is sent,", () => {
  it("signs in at once, in the language of the request", async () => {
    const trial = await testApp(app.databaseUrl);
    const email = newAddress();
    const answer = await fetch(`${trial.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "en" },
      body: JSON.stringify({ query: SIGN_UP, variables: { input: { name: "Zoë", email, password } } }),
    });
    expect(((await answer.json()) as { data: { signUp: object } }).data.signUp).toEqual({
      confirmationSent: false,
      session: { accessToken: expect.any(String) },
      viewer: { email },
      userErrors: [],
    });
    const rows = await app.services.database.query(
      sql`SELECT language, email_confirmed_at AS "confirmedAt" FROM account WHERE email = ${email}`,
    );
    expect(rows).toEqual([{ language: "EN", confirmedAt: null }]);
    const again = await trial.ask(SIGN_UP, { input: { name: "Zoë", email, password } });
    expect(again.data.signUp).toMatchObject({ confirmationSent: false, userErrors: [{ code: "EMAIL_TAKEN" }] });
    await trial.end();
  });
});
