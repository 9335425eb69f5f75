import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Language } from "../../src/core/texts/language.js";
import { moderating } from "../moderation/moderating.js";
import { mailing, unsubscribeUrlOf } from "../notifications/mailing.js";
import { testApp, type TestApp } from "../support/app.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { organising, type Person } from "./organising.js";

let mailbox: Mailbox;
let app: TestApp;
let on: ReturnType<typeof organising>;
let mails: ReturnType<typeof mailing>;
let organiser: Person;
let [host, going, waiting]: Person[] = [];
let [ofGoing, ofWaiting] = ["", ""];
let gatheringId: string;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  on = organising(app);
  mails = mailing(app, mailbox);
  organiser = await on.organiser();
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(async () => {
  [host, going, waiting] = await Promise.all([on.person(), on.person(), on.person()]);
  [ofGoing, ofWaiting] = [await mails.address(going), await mails.address(waiting, Language.EN)];
  ({ id: gatheringId } = await on.schedule(organiser, { hosts: [host.id], capacity: 1, title: "Stille straten" }));
  for (const person of [going, waiting]) await on.register(person, gatheringId);
});

const mail = (by: Person, overrides: object = {}) =>
  on.mutate(
    "mailParticipants",
    by,
    {
      ...{ gatheringId, recipients: ["GOING"], subject: "Breng je fiets mee" },
      ...{ body: "Dag allemaal,\n\nKijk op https://evil.example/x.", ...overrides },
    },
    "mail { id subject recipients sentTo author { id } gathering { id } }",
  );
const subjectsTo = (address: string) => mails.mailsTo(address).map(({ subject }) => subject);

describe("a mail of a host", () => {
  it("goes to those with a place, with the host's name and quoted words, a link and a way out", async () => {
    const { mail: sent } = await mail(host!);
    expect(sent).toMatchObject({ recipients: ["GOING"], sentTo: 1, author: { id: host!.id } });
    const [received] = await mailbox.to(ofGoing);
    expect(received!.subject).toBe(`“${host!.name}” mailt wie is ingeschreven voor “Stille straten”`);
    expect(received!.text).toContain(
      "“Breng je fiets mee”\n\n> Dag allemaal,\n>\n> Kijk op https[:]//evil[.]example/x.\n\nEen antwoord op deze mail",
    );
    expect(received!.text).toContain(`\n${app.url}/gatherings/${gatheringId}\n`);
    expect(received!.replyTo).toBeUndefined();
    expect(received!.from!.text).toBe('"INO" <no-reply@ino.example>');
    await mails.settled();
    expect(mails.mailsTo(ofWaiting)).toEqual([]);
    await fetch(unsubscribeUrlOf(received!), { method: "POST" });
    await mail(host!);
    await mails.settled();
    expect(mails.mailsTo(ofGoing)).toHaveLength(1);
  });

  it("goes to those who wait, or to both, in their language", async () => {
    await mail(organiser, { recipients: ["WAITLISTED", "GOING", "GOING"] });
    await mailbox.to(ofGoing);
    await mailbox.to(ofWaiting);
    expect(subjectsTo(ofWaiting)).toEqual([`“${organiser.name}” writes to those registered for “Stille straten”`]);
  });

  it("is sent three times for a gathering, also when more are sent at once", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => mail(host!, { subject: `Mail ${n}` })));
    expect(answers.filter(({ mail: sent }) => sent !== null)).toHaveLength(3);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject(
      Array.from({ length: 3 }, () => ({ code: "MAILS_SENT", path: ["input", "gatheringId"] })),
    );
    await mails.settled();
    // What comes within one look goes in one mail.
    const text = mails
      .mailsTo(ofGoing)
      .map((one) => one.text)
      .join();
    expect(text.match(/“Mail \d”/g)).toHaveLength(3);
  });

  it("does not go to who is blocked, nor once it is hidden or its author suspended, and can be reported", async () => {
    const act = moderating(app, on.build);
    const blocked = `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`;
    await app.ask(blocked, { id: host!.id }, going!.token);
    const { mail: sent } = await mail(host!, { recipients: ["GOING", "WAITLISTED"] });
    await mailbox.to(ofWaiting);
    await mails.settled();
    expect(mails.mailsTo(ofGoing)).toEqual([]);
    expect(await on.read(gatheringId, going, "hostMails { id }")).toEqual({ hostMails: [] });
    expect(await on.read(gatheringId, waiting, "hostMails { id }")).toEqual({ hostMails: [{ id: sent.id }] });
    expect((await act.report(waiting!, sent.id)).userErrors).toEqual([]);
    const queue: { id: string; subject: { id: string } | null }[] = await act.queue(organiser);
    const reported = queue.find(({ subject }) => subject?.id === sent.id);
    expect((await act.decide(organiser, reported!.id, "HIDE")).userErrors).toEqual([]);
    expect(await on.read(gatheringId, waiting, "hostMails { id }")).toEqual({ hostMails: [] });
    expect(await on.read(gatheringId, host, "hostMails { id }")).toEqual({ hostMails: [{ id: sent.id }] });
  });

  it("is refused to others, with bad input, without anybody to go to, and for one that is cancelled", async () => {
    expect((await mail(going!)).userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["input", "gatheringId"] }]);
    const bad = { recipients: ["CANCELLED"], subject: "Twee\nregels", body: " " };
    expect((await mail(host!, bad)).userErrors).toMatchObject([
      { path: ["input", "recipients"], problem: "NOT_ALLOWED" },
      { path: ["input", "subject"], problem: "INVALID_CHARACTER" },
      { path: ["input", "body"], problem: "REQUIRED" },
    ]);
    expect((await mail(host!, { body: "x".repeat(5_001) })).userErrors).toMatchObject([{ problem: "TOO_LONG" }]);
    await on.cancelRegistration(waiting!, gatheringId);
    expect((await mail(host!, { recipients: ["WAITLISTED"] })).userErrors).toMatchObject([
      { path: ["input", "recipients"], problem: "NOT_ALLOWED" },
    ]);
    await on.done("cancelGathering", host!, { id: gatheringId, version: 1, reason: "Ziek" });
    expect((await mail(host!)).userErrors).toMatchObject([{ code: "STATUS_CONFLICT" }]);
  });
});
