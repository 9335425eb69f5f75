import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Language } from "../../src/core/texts/language.js";
import type { Person } from "../moderation/moderating.js";
import { mailing } from "../notifications/mailing.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { openMailbox, type Mailbox } from "../support/mailbox.js";
import { messaging } from "./messaging.js";

let mailbox: Mailbox;
let app: TestApp;
let members: ReturnType<typeof notifying>;
let mails: ReturnType<typeof mailing>;
let act: ReturnType<typeof messaging>;
let ada: Person;
let bob: Person;
let carl: Person;
/** A collaboration of the three about an idea. */
let id: string;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  members = notifying(app);
  mails = mailing(app, mailbox);
  act = messaging(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(async () => {
  [ada, bob, carl] = [await members.person("Ada"), await members.person("Bob"), await members.person("Carl")];
  const { id: ideaId } = await members.build.buildIdea({ title: "Fietsen" });
  ({ id } = await members.build.buildCollaboration([ada, bob, carl], { ideaId }));
});

const db = () => app.services.database;
const told = async (member: Person) => {
  await app.caughtUp();
  const { data } = await app.ask(
    `{ viewer { notifications { nodes { kind count text(language: EN) actor { id } collaboration { id } idea { title } } } } }`,
    {},
    member.token,
  );
  return data.viewer.notifications.nodes;
};
const about = () => ({ kind: "MESSAGE_RECEIVED", collaboration: { id }, idea: { title: "Fietsen" } });

describe("the other members of a collaboration are notified of messages", () => {
  it("in one notification while it is unread, by name when one member wrote them all", async () => {
    await act.sent(ada, id);
    expect(await told(bob)).toEqual([
      {
        ...{ ...about(), count: 1, actor: { id: ada.id } },
        text: "Ada wrote a message in your collaboration on “Fietsen”.",
      },
    ]);
    await act.sent(ada, id);
    expect(await told(bob)).toMatchObject([
      { count: 2, text: "Ada wrote 2 messages in your collaboration on “Fietsen”." },
    ]);
    await act.sent(carl, id);
    expect(await told(bob)).toMatchObject([
      { count: 3, actor: null, text: "3 new messages in your collaboration on “Fietsen”." },
    ]);
    expect(await told(ada)).toMatchObject([{ count: 1, actor: { id: carl.id } }]);
    const { id: elsewhere } = await members.build.buildCollaboration([ada, bob]);
    await act.sent(ada, elsewhere);
    expect(await told(bob)).toMatchObject([
      { collaboration: { id: elsewhere }, text: "Ada wrote a message in your collaboration." },
      { collaboration: { id } },
    ]);
  });

  it("in Dutch and in French", async () => {
    await act.sent(ada, id);
    await app.caughtUp();
    const { data } = await app.ask(
      `{ viewer { notifications { nodes { nl: text(language: NL) fr: text(language: FR) } } } }`,
      {},
      bob.token,
    );
    expect(data.viewer.notifications.nodes).toEqual([
      {
        nl: "Ada schreef een bericht in jullie samenwerking rond “Fietsen”.",
        fr: "Ada a écrit un message dans votre collaboration autour de « Fietsen ».",
      },
    ]);
  });

  it("but not across a block, nor once all of it is hidden, nor who has left", async () => {
    await act.block(bob, ada);
    const message = await act.sent(ada, id);
    expect(await told(bob)).toEqual([]);
    expect(await told(carl)).toMatchObject([about()]);
    await db().query(sql`UPDATE collaboration_message SET hidden_at = now() WHERE id = ${message}`);
    expect(await told(carl)).toEqual([]);
    await act.sent(ada, id);
    expect(await told(carl)).toMatchObject([about()]);
    await act.leave(carl, id);
    expect(await told(carl)).toEqual([]);
  });
});

describe("the mail about messages", () => {
  it.each([
    [Language.NL, "Ada” schreef 2 berichten in jullie samenwerking"],
    [Language.FR, "Ada » a écrit 2 messages dans votre collaboration"],
    [Language.EN, "Ada” wrote 2 messages in your collaboration"],
  ])("is the digest in %s, with a link to the collaboration and none of the words", async (language, sentence) => {
    const address = await mails.address(bob, language);
    for (const body of ["Iets vertrouwelijks", "Nog iets"]) await act.sent(ada, id, body);
    await mails.settled();
    expect(mails.mailsTo(address)).toEqual([]);
    mails.inHours(25);
    await mails.settled();
    mails.inHours(0);
    const [mail, ...others] = mails.mailsTo(address);
    expect(others).toEqual([]);
    expect(mail!.text!.replaceAll("\u00a0", " ")).toContain(sentence);
    expect(mail!.text).toContain(`${app.url}/collaborations/${id}`);
    expect(mail!.text).not.toMatch(/vertrouwelijks|Nog iets/);
  });

  it("goes at once to who wants that, and does not go to who has read the messages meanwhile", async () => {
    const [toBob, toCarl] = [await mails.address(bob), await mails.address(carl)];
    await mails.choose(bob, "MESSAGE_RECEIVED", "AT_ONCE");
    const message = await act.sent(ada, id);
    await act.mark(carl, id, message);
    await mails.settled();
    expect(mails.mailsTo(toBob)).toHaveLength(1);
    mails.inHours(25);
    await mails.settled();
    mails.inHours(0);
    expect(mails.mailsTo(toCarl)).toEqual([]);
  });
});
