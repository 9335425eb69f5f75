import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { Language } from "../../src/core/texts/language.js";
import { accountPages } from "../../src/app/contributions.js";
import { testApp, type TestApp } from "../support/app.js";
import { forgetAttempts, linkIn, openMailbox, type Mailbox } from "../support/mailbox.js";
import { password, anotherPassword } from "../support/passwords.js";

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

const signUp = (email: string) =>
  app.ask(
    `mutation { signUp(input: {name: "Zoë", email: "${email}", password: "${password}"}) { userErrors { code } } }`,
  );
const signsIn = async (email: string, word = password) =>
  (await app.ask(`mutation { signIn(input: {email: "${email}", password: "${word}"}) { viewer { email } } }`)).data
    .signIn.viewer !== null;
const look = async (url: string, language = "nl") => {
  const response = await fetch(url, { headers: { "accept-language": language } });
  return { status: response.status, headers: response.headers, html: await response.text() };
};
/** Presses the button of the page, with these fields besides those of the page. */
const press = async (url: string, fields: Record<string, string> = {}) => {
  const { html } = await look(url);
  const action = /<form method="post" action="([^"]+)">/.exec(html)![1]!;
  const token = /name="token" value="([^"]+)"/.exec(html)![1]!;
  const body = new URLSearchParams({ token, ...fields });
  const response = await fetch(new URL(action, url), { method: "POST", body });
  return { status: response.status, html: await response.text() };
};

describe("the pages that mails lead to", () => {
  it("finish a sign-up, a new password and a new address, with the mail alone", async () => {
    await signUp("pagina@test.example");
    const [mail] = await mailbox.to("pagina@test.example");
    expect(await signsIn("pagina@test.example")).toBe(false);
    const another = await press(linkIn(mail!), { password: "van iemand anders" });
    expect(another).toMatchObject({ status: 422, html: expect.stringContaining("hoort niet bij deze registratie") });
    expect(await press(linkIn(mail!), { password })).toMatchObject({
      status: 200,
      html: expect.stringContaining("Welkom!"),
    });
    expect(await signsIn("pagina@test.example")).toBe(true);
    const sessions = await app.services.database.source.query<unknown[]>("SELECT 1 FROM session");
    // That of signing in: the page makes none.
    expect(sessions).toHaveLength(1);

    await app.ask(`mutation { requestPasswordReset(input: {email: "pagina@test.example"}) { userErrors { code } } }`);
    const [, reset] = await mailbox.to("pagina@test.example", 2);
    const short = await press(linkIn(reset!), { password: "kort" });
    expect(short).toMatchObject({ status: 422, html: expect.stringContaining("10 tot 200 tekens") });
    expect(short.html).toContain('name="password"');
    expect(short.html).not.toContain("kort");
    expect(await press(linkIn(reset!), { password: anotherPassword })).toMatchObject({ status: 200 });
    expect(await signsIn("pagina@test.example", anotherPassword)).toBe(true);

    const signedIn = await app.ask(
      `mutation { signIn(input: {email: "pagina@test.example", password: "${anotherPassword}"}) { session { accessToken } } }`,
    );
    await app.ask(
      `mutation { requestEmailChange(input: {newEmail: "bladzijde@test.example", password: "${anotherPassword}"}) { userErrors { code } } }`,
      {},
      signedIn.data.signIn.session.accessToken as string,
    );
    const [change] = await mailbox.to("bladzijde@test.example");
    expect(await press(linkIn(change!))).toMatchObject({ status: 200 });
    expect(await signsIn("bladzijde@test.example", anotherPassword)).toBe(true);
    expect(await press(linkIn(change!))).toMatchObject({ status: 400, html: expect.stringContaining("al gebruikt") });
  });

  it("change nothing when they are only looked at, as by a program that checks mails", async () => {
    await signUp("kijker@test.example");
    const [mail] = await mailbox.to("kijker@test.example");
    for (let n = 0; n < 3; n++) {
      expect((await look(linkIn(mail!))).status).toBe(200);
      expect((await fetch(linkIn(mail!), { method: "HEAD" })).status).toBe(200);
    }
    expect(await signsIn("kijker@test.example")).toBe(false);
    expect((await press(linkIn(mail!), { password })).status).toBe(200);
  });

  it("ask who tries too often to wait", async () => {
    const press = () =>
      fetch(`${app.url}/account/confirm-sign-up`, { method: "POST", body: new URLSearchParams({ token: "x" }) });
    const statuses = new Set<number>();
    for (let n = 0; n < 101; n++) statuses.add((await press()).status);
    expect(statuses).toEqual(new Set([400, 429]));
    await forgetAttempts(app);
  });
});

describe.each(Object.keys(accountPages))("the page %s", (name) => {
  const url = (query: string) => `${app.url}/account/${name}${query}`;

  it("speaks the reader's language, and carries nothing but itself", async () => {
    const { texts } = accountPages[name]!;
    for (const [header, language] of [
      ["nl-BE,fr;q=0.5", Language.NL],
      ["fr", Language.FR],
      ["en", Language.EN],
    ] as const) {
      const { status, headers, html } = await look(url("?token=abc"), header);
      expect(status).toBe(200);
      expect(html).toContain(`<html lang="${language.toLowerCase()}">`);
      expect(html).toContain(texts[language].title);
      const style = /<style>([^]*)<\/style>/.exec(html)![1]!;
      const hash = createHash("sha256").update(style).digest("base64");
      expect(headers.get("content-security-policy")).toBe(
        `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      );
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(headers.getSetCookie()).toEqual([]);
      expect(html).not.toMatch(/<script|https?:|style="/);
    }
  });

  it("takes whatever the address holds for text", async () => {
    const { html } = await look(url(`?token=${encodeURIComponent(`"><script>alert('x')</script>&amp;`)}`));
    expect(html).not.toContain("<script");
    expect(html).toContain("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;");
  });

  it("refuses a link without a token, or with one that is none", async () => {
    for (const query of ["", "?token=", "?token=a&token=b"])
      expect(await look(url(query))).toMatchObject({ status: 400, html: expect.stringContaining('role="alert"') });
    for (const fields of ["", "token=nonsense&password=een+heel+nieuw+wachtwoord"]) {
      const answer = await fetch(url(""), { method: "POST", body: new URLSearchParams(fields) });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
    }
  });
});

it("GraphQL is still not asked by forms", async () => {
  const body = new URLSearchParams({ query: "{ __typename }" });
  expect((await fetch(`${app.url}/graphql`, { method: "POST", body })).status).toBe(415);
});
