import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import { Language } from "../../src/core/texts/language.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { mailing } from "./mailing.js";
import { notifying } from "./notifying.js";

// Two processes on one database and one mail server.
let mailbox: Mailbox;
let one: TestApp;
let two: TestApp;
let members: ReturnType<typeof notifying>;
let mails: ReturnType<typeof mailing>;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  mailbox = await openMailbox();
  const config = { smtpUrl: mailbox.url, publicUrl: "https://ino.example/" };
  one = await testApp(undefined, config);
  two = await testApp(one.databaseUrl, config);
  members = notifying(one);
  mails = mailing(one, mailbox, two);
});
afterAll(async () => {
  await two.end();
  await one.end();
  await mailbox.down();
});
beforeEach(async () => {
  mails.inHours(0);
  ada = await members.person("Ada");
  bob = await members.person("Bob");
});

const dueOf = async ({ id }: Person) =>
  one.services.database.query<{ dueAt: Date; local: string; inDigest: boolean }>(sql`
    SELECT mail_due_at AS "dueAt", to_char(mail_due_at AT TIME ZONE 'Europe/Brussels', 'HH24:MI') AS local,
      mail_in_digest AS "inDigest" FROM notification WHERE member_id = ${id} AND mail_due_at IS NOT NULL`);
/** A day later, in both processes, which look at the same time; until all that is due is mailed. */
async function aDayLater(): Promise<void> {
  await mails.notified();
  mails.inHours(25);
  for (let n = 0; n < 3; n++) for (const { services } of [one, two]) services.notificationMails.wake();
  await mails.settled();
}

describe("the daily digest", () => {
  it.each([
    [Language.NL, "Je overzicht: 3 meldingen", "Dit is er nieuw voor jou", "Dit overzicht niet meer ontvangen?"],
    [
      Language.FR,
      "Votre récapitulatif : 3 notifications",
      "Voici les nouveautés",
      "Ne plus recevoir ce récapitulatif ?",
    ],
  ])("is one mail in %s, grouped by what it is about, with links", async (language, subject, intro, end) => {
    const email = await mails.address(ada, language);
    const fietsen = await members.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
    const lopen = await members.build.buildIdea({ authorId: ada.id, title: "Lopen" });
    const own = await members.comment(ada, fietsen.id);
    await members.comment(bob, fietsen.id);
    await members.comment(bob, lopen.id);
    await members.comment(bob, fietsen.id, own);
    await aDayLater();
    const [mail, ...others] = mails.mailsTo(email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe(subject);
    const [open, close] = language === Language.FR ? ["«\u00a0", "\u00a0»"] : ["“", "”"];
    const [, first, ...groups] = mail!.text!.split("\n\n");
    expect(first).toContain(intro);
    const [about] = groups.filter((group) => group.startsWith(`${open}Fietsen${close}`));
    expect(about!.split("\n")).toHaveLength(4);
    expect(about).toContain(`\nhttps://ino.example/ideas/${fietsen.id}`);
    expect(groups.filter((group) => group.startsWith(`${open}Lopen${close}`))).toHaveLength(1);
    expect(mail!.text).toContain(end);
  });

  it("is not sent twice, whichever process looks, nor without anything new", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => members.person()));
    const addresses = await Promise.all(people.map((person) => mails.address(person)));
    for (const person of people) for (let n = 0; n < 2; n++) await members.commentAnew(bob, person.id);
    await aDayLater();
    for (const address of addresses) expect(mails.mailsTo(address)).toHaveLength(1);
    mails.inHours(49);
    for (const { services } of [one, two]) services.notificationMails.wake();
    await mails.settled();
    await sleep(0);
    for (const address of addresses) expect(mails.mailsTo(address)).toHaveLength(1);
    expect(mails.mailsTo(await mails.address(bob))).toEqual([]);
  });

  it("has nothing that was read meanwhile, and is not sent when that was all", async () => {
    const email = await mails.address(ada);
    await members.commentAnew(bob, ada.id);
    const [read] = await members.has(ada, 1);
    await members.mutate("markNotificationsRead", ada, { ids: [read!.id] }, "");
    await aDayLater();
    expect(mails.mailsTo(email)).toEqual([]);
  });

  it("is due at the hour that the member chose in Belgium, and moves with it", async () => {
    await members.commentAnew(bob, ada.id);
    await members.has(ada, 1);
    expect(await dueOf(ada)).toMatchObject([{ local: "08:00", inDigest: true }]);
    expect((await mails.settle(ada, { digestHour: 19 })).settings.digestHour).toBe(19);
    expect(await dueOf(ada)).toMatchObject([{ local: "19:00" }]);
    const { dueAt } = (await dueOf(ada))[0]!;
    expect(dueAt.getTime() - Date.now()).toBeGreaterThan(0);
    expect(dueAt.getTime() - Date.now()).toBeLessThanOrEqual(86_400_000);
    await members.commentAnew(bob, ada.id);
    await members.has(ada, 2);
    expect((await dueOf(ada)).map(({ local }) => local)).toEqual(["19:00", "19:00"]);
  });

  it("keeps the clock's hour over both nights of the time change", async () => {
    for (const [now, due] of [
      ["2027-03-27T20:00:00Z", "2027-03-28T06:00:00.000Z"],
      ["2027-10-30T20:00:00Z", "2027-10-31T07:00:00.000Z"],
    ]) {
      const person = await members.person();
      for (const { services } of [one, two]) services.now = () => new Date(now!);
      await members.commentAnew(bob, person.id);
      await members.has(person, 1);
      expect((await dueOf(person))[0]!.dueAt.toISOString()).toBe(due);
    }
  });
});
