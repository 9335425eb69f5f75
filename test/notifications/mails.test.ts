import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Language } from "../../src/core/texts/language.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, testConfig, type TestApp } from "../support/app.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { forgetAttempts, openMailbox, type Mailbox } from "../support/mailbox.js";
import { endPrograms, startIno } from "../support/process.js";
import { killedWhileSending, mailing } from "./mailing.js";
import { notifying } from "./notifying.js";

let mailbox: Mailbox;
let app: TestApp;
let members: ReturnType<typeof notifying>;
let mails: ReturnType<typeof mailing>;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  members = notifying(app);
  mails = mailing(app, mailbox);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(async () => {
  ada = await members.person("Ada");
  bob = await members.person("Bob");
});

const db = () => app.services.database;
const change = (table: string, id: string, changes: string) =>
  db().source.query(`UPDATE ${table} SET ${changes} WHERE id = $1`, [id]);
/** A new idea of a member who wants mails about comments at once, and its address. */
async function ideaOf(author: Person, title = "Fietsen"): Promise<string> {
  await mails.choose(author, "IDEA_COMMENTED", "AT_ONCE");
  return (await members.build.buildIdea({ authorId: author.id, title })).id;
}
/** Until this is called, what is due is not mailed. */
async function holdDue(): Promise<() => Promise<void>> {
  await db().source.query(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''not now''; END';
    CREATE TRIGGER fail BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION fail()`);
  return async () => void (await db().source.query(`DROP TRIGGER fail ON outbox; DROP FUNCTION fail()`));
}

describe("a notification at once", () => {
  it.each([
    [Language.NL, "“Bob” reageerde op je idee “Fietsen”", "Dag,", "Geen zulke mails meer (reacties op je ideeën)?"],
    [Language.FR, "«\u00a0Bob\u00a0» a réagi à votre idée « Fietsen »", "Bonjour,", "Ne plus recevoir ces courriels"],
    [Language.EN, "“Bob” commented on your idea “Fietsen”", "Hello,", "No more mails like this"],
  ])(
    "is a mail in %s that links to what it is about, without what was written",
    async (language, subject, greeting, end) => {
      const email = await mails.address(ada, language);
      const id = await ideaOf(ada);
      await members.comment(bob, id);
      const [mail] = await mailbox.to(email);
      expect(mail!.subject).toBe(subject);
      expect(mail!.text).toContain(greeting);
      expect(mail!.text).toContain(`\n${app.url}/ideas/${id}\n`);
      expect(mail!.text).toContain(end);
      expect(mail!.text).not.toContain("Een reactie.");
      await mails.settled();
      expect(mails.mailsTo(email)).toHaveLength(1);
    },
  );

  it("leads to the front-end that LINK_TEMPLATES names", async () => {
    const other = await testApp(undefined, {
      smtpUrl: mailbox.url,
      linkTemplates: { idea: "https://app.example/#/ideas/{id}" },
    });
    const own = notifying(other);
    const [author, by] = [await own.person(), await own.person()];
    const address = `frontend-${author.id}@test.example`;
    await other.services.database.query(sql`UPDATE account SET email = ${address} WHERE member_id = ${author.id}`);
    await mailing(other, mailbox).choose(author, "IDEA_COMMENTED", "AT_ONCE");
    const { id } = await own.build.buildIdea({ authorId: author.id });
    await own.comment(by, id);
    const [mail] = await mailbox.to(address);
    expect(mail!.text).toContain(`\nhttps://app.example/#/ideas/${id}\n`);
    await other.end();
  });

  it("quotes names and titles without links, on one line of the head", async () => {
    const email = await mails.address(ada);
    const id = await ideaOf(ada);
    // As stored before such texts had to be one line.
    await change("idea", id, `title = E'Gratis\\r\\nBcc: mallory@evil.example\\r\\n\\r\\nhttps://evil.example/x'`);
    await members.comment(bob, id);
    const [mail] = await mailbox.to(email);
    expect(mail!.subject).toBe(
      "“Bob” reageerde op je idee “Gratis Bcc: mallory[@]evil[.]example https[:]//evil[.]example/x”",
    );
    expect(mail!.bcc).toBeUndefined();
    expect(mail!.text!.match(/https?:\/\/\S*/g)!.every((url) => url.startsWith(app.url))).toBe(true);
  });

  it("does not go out about what was read, hidden, removed or blocked until it is sent, nor to who wants it no more", async () => {
    const hidden = await holdDue();
    const people = await Promise.all(Array.from({ length: 5 }, () => members.person()));
    const addresses = await Promise.all(people.map((person) => mails.address(person)));
    const ideas: string[] = [];
    for (const person of people) ideas.push(await ideaOf(person));
    const comments: string[] = [];
    for (const idea of ideas) comments.push(await members.comment(bob, idea));
    await app.caughtUp();
    const [reader, , , blocker, unwilling] = people;
    const [first] = await members.has(reader!, 1);
    await members.mutate("markNotificationsRead", reader!, { ids: [first!.id] }, "");
    await change("comment", comments[1]!, "hidden_at = now()");
    await change("comment", comments[2]!, "removed_at = now(), body = ''");
    await members.mutate("blockMember", blocker!, { memberId: bob.id }, "");
    await mails.choose(unwilling!, "IDEA_COMMENTED", "NEVER");
    await hidden();
    await mails.settled();
    expect(addresses.flatMap(mails.mailsTo)).toEqual([]);
  });

  it("is mailed once when the transaction that puts it into the outbox fails the first time", async () => {
    const again = await holdDue();
    const email = await mails.address(ada);
    await members.comment(bob, await ideaOf(ada));
    await app.caughtUp();
    app.services.notificationMails.wake();
    await app.services.notificationMails.settled();
    await again();
    await mailbox.to(email);
    await mails.settled();
    expect(mails.mailsTo(email)).toHaveLength(1);
  });

  it("goes in the next digest when too many were mailed to the address", async () => {
    await forgetAttempts(app);
    const email = await mails.address(ada);
    await mails.choose(ada, "IDEA_COMMENTED", "AT_ONCE");
    for (let n = 0; n < 32; n++) await members.commentAnew(bob, ada.id);
    await mails.settled();
    const before = mails.mailsTo(email).length;
    // What came within one look goes in one mail.
    const rest = await db().query<{ inDigest: boolean }>(
      sql`SELECT mail_in_digest AS "inDigest" FROM notification WHERE member_id = ${ada.id} AND mail_due_at IS NOT NULL`,
    );
    expect(before).toBeLessThanOrEqual(30);
    expect(rest.every(({ inDigest }) => inDigest)).toBe(true);
    await forgetAttempts(app);
  });

  it("does not go to who was imported and has not signed in, nor about moderators' decisions a second time", async () => {
    const email = await mails.address(ada);
    await change("member", ada.id, `source = 'x', source_id = '${ada.id}'`);
    await members.comment(bob, await ideaOf(ada));
    await mails.settled();
    expect(mails.mailsTo(email)).toEqual([]);
  });
});

describe("a request to collaborate", () => {
  it("is one mail, which leads to the request, and once accepted one that leads to the collaboration", async () => {
    const [ofAda, ofBob] = [await mails.address(ada), await mails.address(bob, Language.FR)];
    const input = { memberId: bob.id, message: "Vertrouwelijk" };
    const { request, userErrors } = await members.mutate("requestCollaboration", ada, input, "request { id }");
    expect(userErrors).toEqual([]);
    const [asked] = await mailbox.to(ofBob);
    expect(asked!.subject).toBe("«\u00a0Ada\u00a0» souhaite collaborer avec vous");
    expect(asked!.text).toContain("Elle expire après trente jours.");
    expect(asked!.text).not.toContain("Vertrouwelijk");
    const answer = { id: request.id, accept: true };
    const fields = "request { collaboration { id } }";
    const { request: accepted } = await members.mutate("respondToCollaborationRequest", bob, answer, fields);
    const [told] = await mailbox.to(ofAda);
    expect(told!.text).toContain(`\n${app.url}/collaborations/${accepted.collaboration.id}\n`);
    await mails.settled();
    expect([mails.mailsTo(ofAda).length, mails.mailsTo(ofBob).length]).toEqual([1, 1]);
  });
});

describe("a process that falls between the commit and the mail", () => {
  afterAll(endPrograms);

  it("leaves the mail to another, which sends it once", async () => {
    const shared = testConfig(await newDatabaseUrl());
    const other = await testApp(shared.databaseUrl, {});
    const own = notifying(other);
    const [author, by] = [await own.person("Ada"), await own.person("Bob")];
    const email = await mailing(other, mailbox).address(author);
    await mailing(other, mailbox).choose(author, "IDEA_COMMENTED", "AT_ONCE");
    const idea = await own.build.buildIdea({ authorId: author.id });
    const [token, source] = [by.token, shared.databaseUrl!];
    await other.stop();
    const falling = startIno(["start"], {
      ...{ DATABASE_URL: source, AUTH_SECRET: shared.authSecret!, SMTP_URL: mailbox.url, PORT: "0" },
      WRITE_LIMITS: "off",
    });
    const [, url] = await falling.prints(/GraphQL +(http:\/\/\S+)\/graphql/);
    const held = mailbox.holdsNext();
    await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `mutation { commentOnIdea(input: {ideaId: "${idea.id}", body: "Ja"}) { userErrors { code } } }`,
      }),
    });
    const next = await killedWhileSending(falling, { held, databaseUrl: source, mailbox, email });
    await mailing(next, mailbox).settled();
    expect(mails.mailsTo(email)).toHaveLength(1);
    await next.end();
    await dropDatabase(source);
  });
});

describe("the settings", () => {
  it("have a choice for each kind but decisions of moderators, with its default, and go back to it", async () => {
    const { settings } = await mails.choose(ada, "IDEA_COMMENTED", "NEVER");
    const of = (kind: string, from = settings) =>
      from.notificationMails.find((one: { kind: string }) => one.kind === kind);
    expect(of("IDEA_COMMENTED")).toEqual({ kind: "IDEA_COMMENTED", delivery: "NEVER", defaultDelivery: "DAILY" });
    expect(of("GATHERING_CANCELLED")).toMatchObject({ delivery: "AT_ONCE" });
    expect(of("MODERATION_DECIDED")).toBeUndefined();
    const { settings: after } = await mails.choose(ada, "IDEA_COMMENTED", null);
    expect(of("IDEA_COMMENTED", after)).toMatchObject({ delivery: "DAILY" });
  });

  it("refuse what is not possible, with its path", async () => {
    const twice = [
      { kind: "HOST_MAIL", delivery: "NEVER" },
      { kind: "HOST_MAIL", delivery: "DAILY" },
    ];
    const input = {
      ...{ notificationMails: [{ kind: "MODERATION_DECIDED", delivery: "NEVER" }], digestHour: 24, reminderHours: 0 },
    };
    expect((await mails.settle(ada, input)).userErrors).toEqual([
      { code: "INVALID_INPUT", path: ["input", "notificationMails", "0", "kind"], problem: "NOT_ALLOWED" },
      { code: "INVALID_INPUT", path: ["input", "digestHour"], problem: "OUT_OF_RANGE" },
      { code: "INVALID_INPUT", path: ["input", "reminderHours"], problem: "OUT_OF_RANGE" },
    ]);
    expect((await mails.settle(ada, { notificationMails: twice })).userErrors).toEqual([
      { code: "INVALID_INPUT", path: ["input", "notificationMails", "1", "kind"], problem: "DUPLICATE" },
    ]);
    expect((await mails.settle(ada, { reminderHours: null })).settings.reminderHours).toBeNull();
  });
});
