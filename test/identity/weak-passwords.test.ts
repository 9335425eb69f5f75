import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { hash } from "@node-rs/argon2";
import sql from "sql-template-tag";
import { guessesOf, minGuesses } from "../../src/domains/identity/passwords/weak-passwords.js";
import { testApp, type TestApp } from "../support/app.js";
import { forgetAttempts, linkIn, openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";
import { anotherPassword, password, thirdPassword } from "../support/passwords.js";

const owner = { name: "Lotte Van den Broeck", email: "lotte.vandenbroeck@brugge.example" };
const ERRORS = "userErrors { code message path }";
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken } ${ERRORS} } }`;
const CONFIRM = `mutation ($input: ConfirmSignUpInput!) { confirmSignUp(input: $input) { session { accessToken } ${ERRORS} } }`;
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { ${ERRORS} } }`;
const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { session { accessToken } ${ERRORS} } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } ${ERRORS} } }`;
const weak = (field: string) => [
  { code: "INVALID_INPUT", message: expect.stringMatching(/^is easy to guess: choose/), path: ["input", field] },
];

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
const newAddress = () => `sterk${++counter}@test.example`;
const newcomer = async () => {
  const email = newAddress();
  await app.ask(SIGN_UP, { input: { name: "Zoë Claes", email, password } });
  const [mail] = await mailbox.to(email);
  const { data } = await app.ask(CONFIRM, { input: { token: tokenIn(mail!), password } });
  return { email, token: data.confirmSignUp.session.accessToken as string };
};

describe("a password that is easy to guess", () => {
  it.each([
    ...["wachtwoord1", "Wachtwoord123!", "password123", "motdepasse1", "welkom2026!", "Welkom01!!", "bienvenue2026"],
    ...["azertyuiop", "qwertyuiop", "1234567890", "0123456789", "aaaaaaaaaaaa", "abcabcabcabc", "0912345678"],
    ...["innovatie2026", "Innovatie!2026", "innovatienetwerk", "InnovatieNetwerk1", "netwerk2026!", "overheid123"],
    ...[
      "Overheid2026!",
      "vlaanderen1",
      "Vlaanderen2026",
      "vl@@nderen123",
      "inoinoinoino",
      "ino-netwerk-2026",
      "gouvernement1",
    ],
    ...[
      "lottevandenbroeck",
      "LotteVandenBroeck1",
      "vandenbroeck1990",
      "brugge2026!!",
      "lotte.vandenbroeck",
      "kceorbnednav",
    ],
    ...["01/12/1985", "constructor1", "liefste123", "Antwerpen2026!", "Zomer2026!", "P@ssw0rd2026", "iloveyou2026"],
    // Phrases
    ...[
      "ditiseenwachtwoord",
      "Dit is mijn wachtwoord!",
      "ikhouvanjou",
      "ik hou van jou",
      "IkHouVanLotte1",
      "ikziejegraag",
    ],
    ...[
      "eentweedrievier",
      "ikweethetniet",
      "sesamopenu1",
      "jetaimepourtoujours",
      "je t'aime maman",
      "jetaimelotte2026",
    ],
    ...["Ceci est un mot de passe", "motdepasseoublié", "motdepasse2026!", "bonjour tout le monde", "lavieestbelle1"],
  ])("is %s", async (word) => {
    expect(await guessesOf(word, owner)).toBeLessThan(minGuesses);
  });

  it.each([
    password,
    anotherPassword,
    thirdPassword,
    "vier woorden zijn genoeg",
    "een-lang-wachtwoord",
    "Tr7$kQ9!vbZ2",
    "koffie met melk",
    "een fiets onder de regenboog",
    "trois chats sur le toit",
  ])("is not %s", async (word) => {
    expect(await guessesOf(word, owner)).toBeGreaterThanOrEqual(minGuesses);
  });

  it("is refused as a new one, at sign-up, reset and change", async () => {
    const { email, token } = await newcomer();
    const signUp = await app.ask(SIGN_UP, { input: { ...owner, password: "vandenbroeck1990" } });
    expect(signUp.data.signUp).toEqual({ session: null, userErrors: weak("password") });
    const change = { currentPassword: password, newPassword: "ZoëClaes2026" };
    expect((await app.ask(CHANGE, { input: change }, token)).data.changePassword.userErrors).toEqual(
      weak("newPassword"),
    );
    await app.ask(`mutation { requestPasswordReset(input: {email: "${email}"}) { userErrors { code } } }`);
    const link = tokenIn((await mailbox.to(email, 2))[1]!);
    const reset = async (newPassword: string) =>
      (await app.ask(RESET, { input: { token: link, newPassword } })).data.resetPassword;
    expect(await reset(email)).toEqual({ session: null, userErrors: weak("newPassword") });
    expect((await app.ask(SIGN_IN, { input: { email, password } })).data.signIn.userErrors).toEqual([]);
    // The link still works.
    expect((await reset(anotherPassword)).userErrors).toEqual([]);
  });

  it("keeps signing in, and confirms a sign-up, when it was there before", async () => {
    const { email } = await newcomer();
    const old = await hash("innovatie2026");
    await app.services.database.source.query("UPDATE account SET password_hash = $1 WHERE email = $2", [old, email]);
    const signedIn = await app.ask(SIGN_IN, { input: { email, password: "innovatie2026" } });
    expect(signedIn.data.signIn).toEqual({ session: { accessToken: expect.any(String) }, userErrors: [] });
    const change = { currentPassword: "innovatie2026", newPassword: anotherPassword };
    const token = signedIn.data.signIn.session.accessToken as string;
    expect((await app.ask(CHANGE, { input: change }, token)).data.changePassword.userErrors).toEqual([]);

    const pending = newAddress();
    await app.ask(SIGN_UP, { input: { name: "Zoë", email: pending, password } });
    const [mail] = await mailbox.to(pending);
    await app.services.database.query(sql`
      WITH older AS (UPDATE pending_sign_up SET password_hash = ${old} WHERE email = ${pending}) SELECT 1`);
    const confirmed = await app.ask(CONFIRM, { input: { token: tokenIn(mail!), password: "innovatie2026" } });
    expect(confirmed.data.confirmSignUp.userErrors).toEqual([]);
  });

  it("takes no time to speak of to be found, whatever its characters", async () => {
    await guessesOf("x", owner);
    const odd = ["@4$|_3!0", "aA1!", "0", "áéíóú", "🙂", "4@8({[<3&69#!1|/0$5+7%2", "ab", "qwertyuiop"];
    for (const part of odd) {
      const began = performance.now();
      await guessesOf(part.repeat(200).slice(0, 200), owner);
      expect([part, performance.now() - began < 500]).toEqual([part, true]);
    }
  });
});

describe("the page of a mailed link", () => {
  const field = async (url: string) =>
    /<label for="password">([^<]+)<\/label>\s*(<input[^>]+>)/
      .exec(await (await fetch(url, { headers: { "accept-language": "en" } })).text())!
      .slice(1);

  it("asks for the password that was given, to confirm a sign-up", async () => {
    const email = newAddress();
    await app.ask(SIGN_UP, { input: { name: "Zoë", email, password } });
    const [label, input] = await field(linkIn((await mailbox.to(email))[0]!));
    expect(label).toBe("Your password");
    expect(input).toContain('autocomplete="current-password"');
    expect(input).not.toContain("minlength");
  });

  it("asks for a new password, to replace a forgotten one, and says which is too weak", async () => {
    const { email } = await newcomer();
    await app.ask(`mutation { requestPasswordReset(input: {email: "${email}"}) { userErrors { code } } }`);
    const url = linkIn((await mailbox.to(email, 2))[1]!);
    const [label, input] = await field(url);
    expect(label).toBe("New password");
    expect(input).toContain('autocomplete="new-password" minlength="10" maxlength="200"');
    const body = new URLSearchParams({ token: new URL(url).searchParams.get("token")!, password: "innovatie2026" });
    const answer = await fetch(url.split("?")[0]!, { method: "POST", body, headers: { "accept-language": "en" } });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("hard to guess: a few words")]);
  });
});
