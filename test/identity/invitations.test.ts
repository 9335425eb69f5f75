import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import sql from "sql-template-tag";
import { retention } from "../../src/app/contributions.js";
import { systemContext } from "../../src/core/graphql/context.js";
import { invitationCounts, invite } from "../../src/domains/identity/invitations/invite.service.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { allSent, forgetAttempts, linkIn, openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";
import { mappingOf, presetOf } from "../../src/oidc-config.js";
import { endPrograms, startIno } from "../support/process.js";
import { audience, someone } from "./oidc/issuer-server.js";
import { browse, clientId, clientSecret, TestProvider } from "./oidc/provider.js";

const password = "vier woorden zijn genoeg";
const privacyStatement = { version: "2026-11", url: "https://ino.example/privacy" };
const log = pino({ level: "silent" });

let mailbox: Mailbox;
let provider: TestProvider;
let app: TestApp;
let build: ReturnType<typeof builders>;
let source: string;
let number = 0;
beforeAll(async () => {
  mailbox = await openMailbox();
  provider = await TestProvider.start();
  const client = { id: clientId, secret: clientSecret, scope: "openid email profile", authentication: undefined };
  const oidc = { issuer: provider.url, audience, client, claims: mappingOf(presetOf(undefined)) };
  app = await testApp(undefined, { smtpUrl: mailbox.url, privacyStatement, oidc });
  await provider.knows(`${app.url}/auth/oidc/callback`);
  build = builders(app.services.database.source.manager);
});
beforeEach(async () => {
  source = `lijst-${++number}`;
  await forgetAttempts(app);
});
afterAll(async () => {
  await endPrograms();
  await app.end();
  await provider.stop();
  await mailbox.down();
});

const query = <Row extends object>(statement: ReturnType<typeof sql>) => app.services.database.query<Row>(statement);
const importMember = async (fields: Parameters<typeof build.buildMember>[0] = {}) => {
  const member = await build.buildMember({ source, sourceId: `${++number}`, ...fields });
  const [account] = await query<{ email: string }>(sql`SELECT email FROM account WHERE member_id = ${member.id}`);
  return { ...member, email: account!.email };
};
const inviteAll = (options = {}) =>
  invite(systemContext(app.services, log), { source, perMinute: 6_000_000, ...options });
const invitedMail = async (email: string) => {
  await inviteAll();
  return (await mailbox.to(email))[0]!;
};
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  session { accessToken } viewer { email acceptedPrivacyStatement { version } } userErrors { code path } } }`;
const accept = async (token: string, newPassword = password) =>
  (await app.ask(ACCEPT, { input: { token, newPassword } })).data.acceptInvitation;
const isVoid = { session: null, viewer: null, userErrors: [{ code: "INVALID_TOKEN", path: ["input", "token"] }] };
const signsIn = async (email: string) =>
  (
    await app.ask(
      `mutation { signIn(input: {email: "${email}", password: "${password}"}) { session { accessToken } } }`,
    )
  ).data.signIn.session !== null;
const run = async (...args: string[]) => {
  const program = startIno(["invite", ...args], {
    DATABASE_URL: app.databaseUrl,
    DATA_DIR: app.dataDir,
    SMTP_URL: mailbox.url,
  });
  return { code: await program.exit, output: program.output() };
};

describe("an invitation", () => {
  it("sets a password with the link, signs in, and accepts the statement that it names", async () => {
    const { email } = await importMember({ languages: [] });
    const mail = await invitedMail(email);
    expect(mail.subject).toBe("Je bent uitgenodigd op het InnovatieNetwerk Overheid");
    expect(mail.text).toContain("versie 2026-11): https://ino.example/privacy");
    expect(await signsIn(email)).toBe(false);
    expect(await accept(tokenIn(mail), "kort")).toMatchObject({
      userErrors: [{ code: "INVALID_INPUT", path: ["input", "newPassword"] }],
    });
    expect(await accept(tokenIn(mail))).toEqual({
      session: { accessToken: expect.any(String) },
      viewer: { email, acceptedPrivacyStatement: { version: "2026-11" } },
      userErrors: [],
    });
    expect(await signsIn(email)).toBe(true);
    expect(await accept(tokenIn(mail))).toEqual(isVoid);
  });

  it("is accepted on its page, with the mail alone", async () => {
    const { email } = await importMember();
    const link = linkIn(await invitedMail(email));
    const html = await (await fetch(link, { headers: { "accept-language": "nl" } })).text();
    expect(html).toContain("Neem de uitnodiging aan");
    const [, url, statement] = /<a href="([^"]+)"[^>]*>privacyverklaring<\/a>[^]*name="statement" value="([^"]+)"/.exec(
      html,
    )!;
    expect([url, statement]).toEqual([privacyStatement.url, privacyStatement.version]);
    // Mailed with an older version: the page is what counts.
    await query(sql`UPDATE invitation SET statement_version = '2025-01' WHERE address = ${email}`);
    const token = new URL(link).searchParams.get("token")!;
    const body = new URLSearchParams({ token, password, statement: statement! });
    const done = await fetch(link.split("?")[0]!, { method: "POST", body, headers: { "accept-language": "nl" } });
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Welkom!")]);
    expect(await signsIn(email)).toBe(true);
    const accepted = await query(
      sql`SELECT version FROM accepted_statement JOIN account USING (member_id) WHERE email = ${email}`,
    );
    expect(accepted).toEqual([{ version: "2026-11" }]);
  });

  it("leads to the sign-in at the issuer, which makes the account that person's", async () => {
    const { id, email } = await importMember();
    const link = linkIn(await invitedMail(email));
    const html = await (await fetch(link, { headers: { "accept-language": "nl" } })).text();
    const [, start] = /<a href="([^"]+)">Of meld je aan zoals bij je organisatie<\/a>/.exec(html)!;
    const follow = async (): Promise<Response> => {
      const begun = await fetch(start!.replaceAll("&amp;", "&"), { redirect: "manual" });
      const callback = await browse(begun.headers.get("location")!, provider.url);
      return fetch(callback, { headers: { "accept-language": "nl" } });
    };
    provider.account = null;
    const failed = await follow();
    expect([failed.status, await failed.text()]).toEqual([
      400,
      expect.stringContaining("Het aanmelden bij je organisatie is niet gelukt"),
    ]);
    provider.account = { ...someone(), email, email_verified: true };
    const done = await follow();
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Welkom!")]);
    const linked = await query(sql`
      SELECT subject FROM external_identity JOIN account USING (member_id)
      WHERE member_id = ${id} AND first_signed_in_at IS NOT NULL`);
    expect(linked).toEqual([{ subject: provider.account.sub }]);
    // The mail opens the account no more.
    expect(await accept(tokenIn((await mailbox.to(email))[0]!))).toEqual(isVoid);
  });

  it("is void once its member has signed in in another way, has another address, or it is too old", async () => {
    const tokens = await Promise.all(
      ["first_signed_in_at = now()", "email = 'ander-' || email"].map(async (change) => {
        const { id, email } = await importMember();
        const token = tokenIn(await invitedMail(email));
        await app.services.database.source.query(`UPDATE account SET ${change} WHERE member_id = $1`, [id]);
        return token;
      }),
    );
    const { id, email } = await importMember();
    tokens.push(tokenIn(await invitedMail(email)));
    await query(sql`UPDATE invitation SET expires_at = now() WHERE member_id = ${id}`);
    for (const token of tokens) expect(await accept(token)).toEqual(isVoid);
  });

  it("is deleted once its member has signed in, or has no account any more", async () => {
    const [waiting, signedIn, erased] = [await importMember(), await importMember(), await importMember()];
    await inviteAll();
    await query(sql`UPDATE account SET first_signed_in_at = now() WHERE member_id = ${signedIn.id}`);
    await query(sql`DELETE FROM account WHERE member_id = ${erased.id}`);
    for (const statement of retention) await query(statement);
    const left = await query<{ id: string }>(sql`
      SELECT member_id AS id FROM invitation WHERE member_id = ANY(${[waiting, signedIn, erased].map(({ id }) => id)}::uuid[])`);
    expect(left).toEqual([{ id: waiting.id }]);
  });
});

describe("inviting a source", () => {
  it("mails those who have an address, never signed in and were not invited yet, once each", async () => {
    const invited = await importMember();
    const withoutAddress = await importMember();
    await query(sql`DELETE FROM account WHERE member_id = ${withoutAddress.id}`);
    const signedIn = await importMember();
    await query(sql`UPDATE account SET first_signed_in_at = now() WHERE member_id = ${signedIn.id}`);
    const elsewhere = await importMember({ source: "een andere lijst" });
    expect(await invitationCounts(app.services.database, source)).toEqual({
      members: 3,
      withoutAddress: 1,
      signedIn: 1,
      invited: 0,
      left: 1,
    });
    expect(await inviteAll()).toEqual({ invited: 1, held: 0 });
    expect(await inviteAll()).toEqual({ invited: 0, held: 0 });
    await allSent(app);
    const to = (email: string) => mailbox.received.filter(({ to }) => JSON.stringify(to).includes(email)).length;
    expect([invited, signedIn, elsewhere].map(({ email }) => to(email))).toEqual([1, 0, 0]);
    // Whom the list names, though another brought them in.
    await query(sql`
      INSERT INTO member_source (source, source_id, member_id) VALUES (${source}, 'elders', ${elsewhere.id})`);
    expect(await invitationCounts(app.services.database, source)).toMatchObject({ members: 4, invited: 1, left: 1 });
    expect(await inviteAll()).toEqual({ invited: 1, held: 0 });
    expect(await mailbox.to(elsewhere.email)).toHaveLength(1);
    // A corrected address is another mailbox.
    await query(sql`UPDATE account SET email = 'verbeterd@test.example' WHERE member_id = ${invited.id}`);
    expect(await inviteAll()).toEqual({ invited: 1, held: 0 });
    expect(await mailbox.to("verbeterd@test.example")).toHaveLength(1);
  });

  it("goes on after a crash where it was broken off, and invites nobody twice when it runs twice at once", async () => {
    const members = await Promise.all(Array.from({ length: 60 }, () => importMember()));
    const crash = inviteAll({
      onProgress: (invited: number) => {
        if (invited >= 25) throw new Error("a crash");
      },
    });
    await expect(crash).rejects.toThrow("a crash");
    const counts = await Promise.all([inviteAll(), inviteAll()]);
    expect(counts.reduce((sum, { invited }) => sum + invited, 0)).toBe(35);
    await allSent(app);
    const addresses = mailbox.received.flatMap(({ to }) => [to ?? []].flat().flatMap(({ value }) => value[0]!.address));
    for (const { email } of members) expect(addresses.filter((address) => address === email)).toHaveLength(1);
  });

  it("leaves for later those whose address has had many mails", async () => {
    const { email } = await importMember();
    await importMember();
    const mailLimits = { asked: 6, unasked: 1 };
    const other = await testApp(app.databaseUrl, { smtpUrl: mailbox.url, mailLimits });
    const by = () => invite(systemContext(other.services, log), { source, perMinute: 6_000_000 });
    await by();
    await query(sql`DELETE FROM invitation WHERE address = ${email}`);
    expect(await by()).toEqual({ invited: 0, held: 1 });
    await forgetAttempts(app);
    expect(await by()).toEqual({ invited: 1, held: 0 });
    await other.end();
  });

  it("sends so many in a minute, so that other mails go in between", async () => {
    await Promise.all([importMember(), importMember(), importMember()]);
    await inviteAll({ perMinute: 1 });
    while ((await query(sql`SELECT FROM outbox`)).length > 2) await sleep(10);
    const waits = await query<{ seconds: number }>(
      sql`SELECT round(extract(epoch FROM due_at - now()))::int AS seconds FROM outbox ORDER BY due_at`,
    );
    expect(waits.map(({ seconds }) => Math.ceil(seconds / 60))).toEqual([1, 2]);
    await query(sql`DELETE FROM outbox`);
  });
});

describe("the command invite", () => {
  it.each([
    [["--help"], 0, "Usage: ino invite --source NAME"],
    [[], 1, "--source is missing."],
    [["--source", "x", "--per-minute", "0"], 1, "--per-minute is a whole number from 1 to 6000, not 0."],
    [["--source", "x", "y"], 1, "y is an argument too many"],
    [["--source", "niemand"], 1, "No members were imported from niemand. The sources are "],
  ])("explains itself: %j", async (args, code, text) => {
    await importMember();
    expect(await run(...args)).toEqual({ code, output: expect.stringContaining(text) });
  });

  it("counts with --dry-run, and else has the mails sent by the running service", async () => {
    const { email } = await importMember();
    expect(await run("--source", source, "--dry-run")).toEqual({
      code: 0,
      output:
        `1 member of ${source}: 0 without an e-mail address, 0 have signed in, 0 were invited before.\n` +
        "To invite: 1. Nothing was written.\n",
    });
    expect(await query(sql`SELECT FROM invitation WHERE address = ${email}`)).toEqual([]);
    expect(await run("--source", source)).toEqual({
      code: 0,
      output: expect.stringContaining("Invited: 1.\nThe service sends them, 300 in a minute.\n"),
    });
    expect(await mailbox.to(email)).toHaveLength(1);
    expect((await run("--source", source)).output).toContain("1 were invited before.\nInvited: 0.\n");
  });
});
