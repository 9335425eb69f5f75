import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import { remind } from "../../src/domains/gatherings/reminders/reminders.service.js";
import { killedWhileSending, mailing } from "../notifications/mailing.js";
import { testApp, testConfig, type TestApp } from "../support/app.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { endPrograms, startIno } from "../support/process.js";
import { organising, type Person } from "./organising.js";

// Two processes on one database and one mail server.
let mailbox: Mailbox;
let app: TestApp;
let two: TestApp;
let on: ReturnType<typeof organising>;
let mails: ReturnType<typeof mailing>;
let organiser: Person;
let ada: Person;
let email: string;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  two = await testApp(app.databaseUrl, { smtpUrl: mailbox.url });
  on = organising(app);
  mails = mailing(app, mailbox, two);
  organiser = await on.organiser();
});
afterAll(async () => {
  await two.end();
  await app.end();
  await mailbox.down();
});
beforeEach(async () => {
  ada = await on.person();
  email = await mails.address(ada);
});

const hour = 3_600_000;
const local = (date: Date): string => date.toISOString();
const startsIn = (hours: number) => new Date(Math.floor(Date.now() / 60_000) * 60_000 + hours * hour);
/** A gathering that begins in a number of hours, which the member registered for long ago. */
async function gatheringIn(hours: number, overrides: object = {}): Promise<string> {
  const { id } = await on.schedule(organiser, {
    ...{ title: "Stille straten", startsAt: local(startsIn(hours)), endsAt: local(startsIn(hours + 2)) },
    ...overrides,
  });
  await on.register(ada, id);
  await app.services.database.query(
    sql`UPDATE registration SET registered_at = now() - interval '90 days' WHERE gathering_id = ${id}`,
  );
  return id;
}
const remindIn = ({ services }: TestApp) =>
  inTransaction(systemContext(services, services.events.log), (tx) => remind(tx, 200));
/** Reminds in both processes at the same time, twice, and waits for the mails. */
async function reminded(): Promise<string[]> {
  for (let n = 0; n < 2; n++) await Promise.all([app, two].map(remindIn));
  await mails.settled();
  return mails.mailsTo(email).map(({ subject }) => subject!);
}
const edit = (id: string, version: number, hours: number) =>
  on.done("editGathering", organiser, {
    ...{ id, version, startsAt: local(startsIn(hours)), endsAt: local(startsIn(hours + 2)) },
  });

const REMINDER = "Herinnering: je gaat binnenkort naar een bijeenkomst: “Stille straten”";
const CHANGE = "Het tijdstip of de plaats van een bijeenkomst is gewijzigd: “Stille straten”";

describe("a reminder of a gathering", () => {
  it("goes out a day before, once, however many processes look, with when, where and a link", async () => {
    const id = await gatheringIn(20, {
      place: { name: "Zaal 1", address: "Markt 1, Aalst", onlineUrl: "https://meet.example/x" },
    });
    expect(await reminded()).toEqual([REMINDER]);
    expect(await reminded()).toEqual([REMINDER]);
    const [mail] = mails.mailsTo(email);
    expect(mail!.text).toMatch(/^Wanneer: \w+dag \d+ \w+ \d{4} om \d\d:\d\d – /m);
    expect(mail!.text).toContain("Waar: “Zaal 1”, Markt 1, Aalst\nOnline: https://meet.example/x\n");
    expect(mail!.text).toContain(`/gatherings/${id}\n`);
  });

  it("is in the member's language", async () => {
    await mails.address(ada, Language.FR);
    await gatheringIn(20);
    expect(await reminded()).toEqual(["Rappel : vous participez bientôt à une rencontre : « Stille straten »"]);
    expect(mails.mailsTo(email)[0]!.text).toMatch(/^Quand : /m);
  });

  it("goes out as many hours before as the member chose, or never", async () => {
    await gatheringIn(40);
    expect(await reminded()).toEqual([]);
    await mails.settle(ada, { reminderHours: null });
    mails.inHours(30);
    expect(await reminded()).toEqual([]);
    mails.inHours(0);
    await mails.settle(ada, { reminderHours: 48 });
    expect(await reminded()).toEqual([REMINDER]);
  });

  it("does not go to who waits, cancelled, or registered later than that", async () => {
    const id = await gatheringIn(20, { capacity: 1 });
    const [waiting, late] = [await on.person(), await on.person()];
    const addresses = [await mails.address(waiting), await mails.address(late)];
    await on.register(waiting, id);
    await on.cancelRegistration(ada, await gatheringIn(21));
    await on.register(late, (await on.schedule(organiser, { startsAt: local(startsIn(5)), endsAt: null })).id);
    expect(await reminded()).toEqual([REMINDER]);
    expect(addresses.flatMap(mails.mailsTo)).toEqual([]);
  });

  it("does not go out for one that is cancelled or hidden, also when that happens before the mail goes", async () => {
    const [cancelled, hidden] = [await gatheringIn(20), await gatheringIn(19)];
    await remindIn(app);
    await app.services.database.query(sql`UPDATE gathering SET hidden_at = now() WHERE id = ${hidden}`);
    await on.done("cancelGathering", organiser, { id: cancelled, version: 1, reason: "Ziek" });
    const subjects = await reminded();
    expect(subjects.filter((subject) => subject !== REMINDER)).toEqual([
      "Een bijeenkomst gaat niet door: “Stille straten”",
    ]);
    expect(mails.mailsTo(email).at(-1)!.text).toContain("De reden:\n> Ziek");
    const before = subjects.length;
    expect(await reminded()).toHaveLength(before);
  });

  it("comes after the mail about the new time of one that moved, and again when it is moved later", async () => {
    const id = await gatheringIn(60);
    await edit(id, 1, 20);
    expect(await reminded()).toEqual([CHANGE, REMINDER]);
    await edit(id, 2, 70);
    expect(await reminded()).toEqual([CHANGE, REMINDER, CHANGE]);
    mails.inHours(50);
    expect(await reminded()).toEqual([CHANGE, REMINDER, CHANGE, REMINDER]);
    mails.inHours(0);
  });

  it("waits for the mail about the new time, though that was for the digest", async () => {
    await mails.choose(ada, "GATHERING_CHANGED", "DAILY");
    await edit(await gatheringIn(60), 1, 20);
    expect(await reminded()).toEqual([CHANGE, REMINDER]);
  });
});

describe("a process that falls while a reminder goes out", () => {
  afterAll(endPrograms);

  it("leaves it to another, which sends it once, and does not remind again", async () => {
    const shared = testConfig(await newDatabaseUrl());
    const before = await testApp(shared.databaseUrl);
    const { person, build } = organising(before);
    const reader = await person();
    const address = await mailing(before, mailbox).address(reader);
    const { id: gatheringId } = await build.buildGathering({ title: "Stille straten", startsAt: startsIn(20) });
    const registeredAt = new Date(Date.now() - 90 * 24 * hour);
    await build.buildRegistration({ gatheringId, memberId: reader.id, registeredAt });
    await before.stop();
    const held = mailbox.holdsNext();
    const falling = startIno(["start"], {
      ...{ DATABASE_URL: shared.databaseUrl!, AUTH_SECRET: shared.authSecret!, SMTP_URL: mailbox.url, PORT: "0" },
    });
    const databaseUrl = shared.databaseUrl!;
    const next = await killedWhileSending(falling, { held, databaseUrl, mailbox, email: address });
    await remindIn(next);
    await mailing(next, mailbox).settled();
    expect(mails.mailsTo(address).map(({ subject }) => subject)).toEqual([REMINDER]);
    await next.end();
    await dropDatabase(databaseUrl);
  });
});

describe("a series that is cancelled or that one registered for", () => {
  it("is one mail, not one for each gathering", async () => {
    const other = await on.person();
    const seriesOf = async () => {
      const { id } = await on.schedule(organiser, {
        ...{ title: "Reeks", capacity: 1, recurrence: "FREQ=DAILY;COUNT=4" },
      });
      const { series } = await on.read(id, organiser, "series { id gatherings(first: 10) { nodes { id } } }");
      return { id, seriesId: series.id as string };
    };
    const { id, seriesId } = await seriesOf();
    for (const person of [other, ada])
      await on.mutate("registerForSeries", person, { seriesId }, "seriesRegistration { id }");
    await on.mutate("cancelSeriesRegistration", other, { seriesId }, "seriesRegistration { id }");
    await mails.settled();
    expect(mails.mailsTo(email).map(({ subject }) => subject)).toEqual(["4 meldingen: plaatsen die vrijkomen"]);
    await on.done("cancelGathering", organiser, { id, version: 1, reason: "Ziek", scope: "ALL" });
    await mails.settled();
    expect(
      mails
        .mailsTo(email)
        .map(({ subject }) => subject)
        .slice(1),
    ).toEqual(["Een bijeenkomst gaat niet door: “Reeks”"]);
  });
});
