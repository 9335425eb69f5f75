import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { mappingOf, presetOf } from "../../../src/oidc-config.js";
import { testApp, type TestApp } from "../../support/app.js";
import { builders } from "../../support/builders.js";
import { allSent, forgetAttempts, openMailbox, linkIn, tokenIn, type Mailbox } from "../../support/mailbox.js";
import { audience, ME } from "./issuer-server.js";
import { browse, clientId, clientSecret, s256, secret, TestProvider } from "./provider.js";

const page = "https://ino.test/welkom";
const privacyStatement = { version: "2026-11", url: "https://ino.example/privacy?a=1&b=2" };

let provider: TestProvider;
let mailbox: Mailbox;
let app: TestApp;
beforeAll(async () => {
  provider = await TestProvider.start();
  mailbox = await openMailbox();
  const client = { id: clientId, secret: clientSecret, authentication: undefined, scope: "openid email profile" };
  const oidc = { issuer: provider.url, audience, claims: mappingOf(presetOf(undefined)), client };
  const allowedOrigins = ["https://ino.test"];
  app = await testApp(undefined, { oidc, smtpUrl: mailbox.url, allowedOrigins, privacyStatement });
  await provider.knows(`${app.url}/auth/oidc/callback`);
});
let people = 0;
beforeEach(async () => {
  provider.account = person();
  await forgetAttempts(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
  await provider.stop();
});

/** Somebody of whom the issuer knows no address. */
const person = () => ({ sub: `nobody-${++people}`, name: `Iemand ${people}` });
const newAddress = () => `adres${++people}@test.example`;
const rows = (statement: string, parameters: unknown[] = []) =>
  app.services.database.source.query<Record<string, unknown>[]>(statement, parameters);
const membersWith = async (email: string) =>
  Number((await rows("SELECT count(*) AS n FROM account WHERE email = $1", [email]))[0]!.n);
const get = (address: string, init: RequestInit = {}) => fetch(address, { redirect: "manual", ...init });
const start = (query: Record<string, string> = {}) =>
  get(`${app.url}/auth/oidc/start?${new URLSearchParams(query).toString()}`);

/** Signs in at the issuer, and gives the service's answer at the callback. */
async function signIn(query: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
  const sent = await start(query);
  return get(await browse(sent.headers.get("location")!, provider.url), { headers });
}

/** Signs in, to the secret of the page that asks for the address. */
async function askedThere(query: Record<string, string> = {}): Promise<string> {
  const answer = await signIn(query);
  expect(answer.status).toBe(302);
  const { pathname, searchParams } = new URL(answer.headers.get("location")!);
  expect(pathname).toBe("/auth/oidc/address");
  return searchParams.get("ticket")!;
}

const give = (ticket: string, email: string) =>
  get(`${app.url}/auth/oidc/address`, { method: "POST", body: new URLSearchParams({ ticket, email }) });

/** Signs in, gives an address and takes the token out of the mail. */
async function mailed(email: string, query: Record<string, string> = {}): Promise<string> {
  const ticket = await askedThere(query);
  expect((await give(ticket, email)).status).toBe(200);
  return tokenIn((await mailbox.to(email)).at(-1)!);
}

describe("a first sign-in without an address", () => {
  it("asks for one, mails a link, and makes the member once the link is followed and the person signed in again", async () => {
    const email = newAddress();
    const ticket = await askedThere();
    const asking = await get(`${app.url}/auth/oidc/address?ticket=${ticket}`, {
      headers: { "accept-language": "fr" },
    });
    expect(asking.status).toBe(200);
    expect(asking.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(asking.headers.get("cache-control")).toBe("no-store");
    expect(await asking.text()).toContain("Quelle est votre adresse e-mail ?");
    const sent = await give(ticket, ` ${email.toUpperCase()} `);
    expect(await sent.text()).toContain("Kijk in je mailbox");
    const [mail] = await mailbox.to(email);
    expect(await membersWith(email)).toBe(0);
    const link = linkIn(mail!);
    expect(link).toBe(`${app.url}/auth/oidc/confirm?token=${tokenIn(mail!)}`);
    const confirming = await (await get(link)).text();
    expect(confirming).toContain(`href="start?confirmation=${tokenIn(mail!)}"`);
    expect(await membersWith(email)).toBe(0);
    const confirmed = await signIn({ confirmation: tokenIn(mail!) });
    expect(confirmed.status).toBe(200);
    expect(await confirmed.text()).toContain("Je adres is bevestigd");
    expect(
      await rows("SELECT email_confirmed_at IS NOT NULL AS confirmed FROM account WHERE email = $1", [email]),
    ).toEqual([{ confirmed: true }]);
    expect(await rows("SELECT 1 FROM unconfirmed_identity WHERE email = $1", [email])).toEqual([]);
    // From then on as any other member.
    const session = (await (await signIn()).json()) as { accessToken: string };
    expect((await app.ask(ME, {}, session.accessToken)).data.viewer).toMatchObject({
      email,
      member: { name: provider.account!.name },
    });
  });

  it("accepts the privacy statement that the page for the address names", async () => {
    const acceptedBy = async (email: string, statement: string) => {
      provider.account = person();
      const ticket = await askedThere();
      const html = await (await get(`${app.url}/auth/oidc/address?ticket=${ticket}`)).text();
      expect(html).toContain(`<a href="https://ino.example/privacy?a=1&amp;b=2" target="_blank"`);
      expect(html).toContain(`<input type="hidden" name="statement" value="2026-11">`);
      const body = new URLSearchParams({ ticket, email, statement });
      const sent = await get(`${app.url}/auth/oidc/address`, { method: "POST", body });
      expect(sent.status).toBe(200);
      await signIn({ confirmation: tokenIn((await mailbox.to(email)).at(-1)!) });
      return rows("SELECT version FROM accepted_statement JOIN account USING (member_id) WHERE email = $1", [email]);
    };
    expect(await acceptedBy(newAddress(), "2026-11")).toEqual([{ version: "2026-11" }]);
    const linked = await builders(app.services.database.source.manager).buildMember();
    const [account] = await rows("SELECT email FROM account WHERE member_id = $1", [linked.id]);
    expect(await acceptedBy(account!.email as string, "2026-11")).toEqual([{ version: "2026-11" }]);
    // One that is replaced by now.
    expect(await acceptedBy(newAddress(), "2025-01")).toEqual([]);
  });

  it("leads back to the page that it began at, which may also take the link on itself", async () => {
    const token = await mailed(newAddress(), { return_to: page, challenge: s256(secret()) });
    const verifier = secret();
    const code = await signIn({ confirmation: token, return_to: page, challenge: s256(verifier) });
    expect(code.headers.get("location")).toMatch(/^https:\/\/ino\.test\/welkom\?code=[\w-]{43}$/);
    provider.account = person();
    const plain = await mailed(newAddress(), { return_to: page, challenge: s256(secret()) });
    expect(await (await signIn({ confirmation: plain })).text()).toContain(`href="${page}"`);
  });

  it("links the account that has the address already, whose owner gets the same mail as everybody", async () => {
    const member = await builders(app.services.database.source.manager).buildMember();
    const [account] = await rows("SELECT email FROM account WHERE member_id = $1", [member.id]);
    const email = account!.email as string;
    const token = await mailed(email);
    await signIn({ confirmation: token });
    const session = (await (await signIn()).json()) as { accessToken: string };
    expect((await app.ask(ME, {}, session.accessToken)).data.viewer.member.id).toBe(member.id);
  });

  it("makes a member whose language is that of the browser", async () => {
    const email = newAddress();
    const french = { "accept-language": "fr-BE" };
    expect(await (await signIn({ confirmation: await mailed(email) }, french)).text()).toContain("Bienvenue");
    expect(await rows("SELECT language FROM account WHERE email = $1", [email])).toEqual([{ language: "FR" }]);
  });

  it("suggests the address that the issuer has but does not vouch for", async () => {
    provider.account = { ...person(), email: 'vreemd"><b>@test.example', email_verified: false };
    const ticket = await askedThere();
    expect(await (await get(`${app.url}/auth/oidc/address?ticket=${ticket}`)).text()).toContain('required value=""');
    provider.account = { ...person(), email: "Zo.Goed@test.example", email_verified: false };
    const another = await askedThere();
    expect(await (await get(`${app.url}/auth/oidc/address?ticket=${another}`)).text()).toContain(
      'required value="zo.goed@test.example"',
    );
  });
});

describe("a link that was mailed for somebody's sign-in", () => {
  it("gives no account to who asked for it with another's address, and none to its owner who follows it", async () => {
    const owner = newAddress();
    const attacker = provider.account!;
    const token = await mailed(owner);
    provider.account = person();
    const followed = await signIn({ confirmation: token });
    expect(followed.status).toBe(400);
    expect(await followed.text()).toContain("Deze link hoort niet bij de persoon die zich nu aanmeldde");
    expect(await membersWith(owner)).toBe(0);
    const toPage = await signIn({ confirmation: token, return_to: page, challenge: s256(secret()) });
    expect(toPage.headers.get("location")).toBe(`${page}?error=address_not_confirmed`);
    provider.account = attacker;
    await askedThere();
  });

  it("works for a day, and only the last one for the address that was given last", async () => {
    const [first, second] = [newAddress(), newAddress()];
    const ticket = await askedThere();
    await give(ticket, first);
    const old = tokenIn((await mailbox.to(first))[0]!);
    await give(ticket, second);
    const last = tokenIn((await mailbox.to(second))[0]!);
    expect((await get(`${app.url}/auth/oidc/confirm?token=${old}`)).status).toBe(400);
    expect((await signIn({ confirmation: old })).status).toBe(400);
    await rows("UPDATE unconfirmed_identity SET expires_at = now() WHERE email = $1", [second]);
    expect((await get(`${app.url}/auth/oidc/confirm?token=${last}`)).status).toBe(400);
    expect((await signIn({ confirmation: last })).status).toBe(400);
    expect([await membersWith(first), await membersWith(second)]).toEqual([0, 0]);
  });

  it("does nothing for a program that only opens it, nor does the page for the address", async () => {
    const email = newAddress();
    const token = await mailed(email);
    for (const method of ["HEAD", "GET"])
      await fetch(`${app.url}/auth/oidc/confirm?token=${token}`, { method, redirect: "manual" });
    expect(await membersWith(email)).toBe(0);
    expect((await signIn({ confirmation: token })).status).toBe(200);
  });
});

describe("the page for the address", () => {
  it("says what is wrong with an address, and takes another", async () => {
    const ticket = await askedThere();
    const answer = await give(ticket, 'geen "adres"');
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain("Dit is geen e-mailadres");
    expect(text).toContain('value="geen &quot;adres&quot;"');
    expect((await give(ticket, newAddress())).status).toBe(200);
  });

  it("is over after an hour, and is none without its secret", async () => {
    const ticket = await askedThere();
    await rows("UPDATE unconfirmed_identity SET expires_at = now()");
    for (const each of [ticket, secret(), ""]) {
      expect((await get(`${app.url}/auth/oidc/address?ticket=${each}`)).status).toBe(400);
      expect((await give(each, newAddress())).status).toBe(400);
    }
  });

  it("sends so many mails to one address at most, and says when there were enough", async () => {
    const [email, ticket] = [newAddress(), await askedThere()];
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await give(ticket, email)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    await allSent(app);
  });

  it("leaves neither its secret nor that of the mail in the database", async () => {
    const email = newAddress();
    const ticket = await askedThere();
    await give(ticket, email);
    const token = tokenIn((await mailbox.to(email))[0]!);
    const stored = JSON.stringify(await rows("SELECT t::text FROM unconfirmed_identity t"));
    expect(stored).toContain(email);
    for (const each of [ticket, token]) expect(stored).not.toContain(each);
  });
});

describe("the start of a sign-in", () => {
  it("takes no confirmation that is no token", async () => {
    for (const confirmation of ["", "x", `${secret()}x`]) expect((await start({ confirmation })).status).toBe(400);
  });
});
