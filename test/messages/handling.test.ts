import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { inDays, type Person } from "../moderation/moderating.js";
import { mailing } from "../notifications/mailing.js";
import { testApp, type TestApp } from "../support/app.js";
import { forgetAttempts, openMailbox, type Mailbox } from "../support/mailbox.js";
import { leaving } from "./leaving.js";

let mailbox: Mailbox;
let app: TestApp;
let mails: ReturnType<typeof mailing>;
let on: ReturnType<typeof leaving>;
let olga: Person;
let omar: Person;
let member: Person;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
  mails = mailing(app, mailbox);
  on = leaving(app);
});
afterAll(async () => {
  await app.end();
  await mailbox.down();
});
beforeEach(async () => {
  await forgetAttempts(app);
  [olga, omar, member] = [await on.organiser("Olga"), await on.named("Omar", Role.ADMIN), await on.named("Ada")];
});

const assign = (by: Person, id: string, memberId: string | null) =>
  on.mutate("assignMessage", by, { id, memberId }, "message { status assignee { id } }");
const handling = (by: Person, id: string) => on.read(id, by, "status assignee { id } handledBy { id } note");
const suspend = (id: string) =>
  app.services.database.query(sql`UPDATE member SET suspended_until = ${inDays(1)} WHERE id = ${id}`);

describe("the coordinators are notified of a message", () => {
  it("organisers and administrators, with the name of a member, and nobody else", async () => {
    const [ofMember, ofStranger] = [await on.leave(member), await on.leave(undefined, { name: "Zoë" })];
    const others = [await on.named("Ann", Role.ANALYST), await on.named("Bob"), member];
    for (const by of [olga, omar])
      expect(await on.told(by)).toMatchObject([
        { kind: "MESSAGE_LEFT", text: "Somebody left a message for the coordinators.", message: { id: ofStranger } },
        { kind: "MESSAGE_LEFT", text: "Ada left a message for the coordinators.", message: { id: ofMember } },
      ]);
    for (const by of others) expect(await on.told(by)).toEqual([]);
  });

  it("not of their own, nor of an appeal that involves them", async () => {
    const own = await on.leave(olga);
    const { id: ideaId } = await on.build.buildIdea({ authorId: member.id });
    const decision = await on.act.decided(ideaId, olga, "HIDE");
    const appeal = await on.leave(member, { appealsDecisionId: decision.id });
    expect([await on.toldOf(olga, own), await on.toldOf(olga, appeal)]).toEqual([[], []]);
    expect([await on.toldOf(omar, own), await on.toldOf(omar, appeal)]).toEqual([["MESSAGE_LEFT"], ["MESSAGE_LEFT"]]);
  });

  it("also one whom the sender has blocked, without the name", async () => {
    await on.mutate("blockMember", member, { memberId: olga.id }, "");
    const id = await on.leave(member);
    expect(await on.told(olga)).toMatchObject([{ message: { id }, actor: null }]);
  });

  it("no longer who moderates no more", async () => {
    const id = await on.leave(member);
    expect(await on.toldOf(olga, id)).toEqual(["MESSAGE_LEFT"]);
    await app.services.database.query(sql`UPDATE account SET roles = '{MEMBER}' WHERE member_id = ${olga.id}`);
    expect(await on.toldOf(olga, id)).toEqual([]);
  });

  it.each([
    [Language.NL, "“Ada” liet een berichtje na voor de coördinatoren."],
    [Language.FR, "«\u00a0Ada\u00a0» a laissé un message aux coordinateurs."],
    [Language.EN, "“Ada” left a message for the coordinators."],
  ])("by the digest in %s, without the words, of what nobody has taken up", async (language, sentence) => {
    const address = await mails.address(olga, language);
    const id = await on.leave(member, { body: `Iets vertrouwelijks (${language})` });
    const [handled, taken] = [await on.leave(), await on.leave()];
    await on.mutate("handleMessage", omar, { id: handled }, "message { id }");
    await assign(omar, taken, omar.id);
    await mails.settled();
    expect(mails.mailsTo(address)).toEqual([]);
    mails.inHours(25);
    await mails.settled();
    mails.inHours(0);
    const [mail, ...more] = mails.mailsTo(address);
    expect(more).toEqual([]);
    expect(mail!.text).toContain(sentence);
    expect(mail!.text!.match(/^- /gm)).toHaveLength(1);
    expect(mail!.text).not.toContain("vertrouwelijks");
    expect(id).toBeDefined();
  });
});

describe("a message is given to a moderator to handle", () => {
  it("who is notified and mailed at once, unless they took it themselves", async () => {
    const address = await mails.address(omar, Language.EN);
    const id = await on.leave(member);
    expect(await handling(olga, id)).toMatchObject({ status: "OPEN", assignee: null });
    expect((await assign(olga, id, omar.id)).message).toEqual({ status: "IN_PROGRESS", assignee: { id: omar.id } });
    expect(await on.told(omar)).toMatchObject([
      { kind: "MESSAGE_ASSIGNED", text: "Olga asks you to handle a message to the coordinators.", message: { id } },
      { kind: "MESSAGE_LEFT" },
    ]);
    await mails.settled();
    expect(mails.mailsTo(address)).toMatchObject([
      { subject: "“Olga” asks you to handle a message to the coordinators" },
    ]);
    expect((await assign(olga, id, olga.id)).message).toEqual({ status: "IN_PROGRESS", assignee: { id: olga.id } });
    expect(await on.toldOf(olga, id)).toEqual(["MESSAGE_LEFT"]);
    expect((await assign(omar, id, null)).message).toEqual({ status: "OPEN", assignee: null });
  });

  it("who is notified without the name of who they blocked, or who blocked them", async () => {
    const id = await on.leave(member);
    await on.mutate("blockMember", omar, { memberId: olga.id }, "");
    for (const [by, to] of [
      [olga, omar],
      [omar, olga],
    ] as const) {
      await assign(by, id, to.id);
      expect(await on.told(to)).toMatchObject([{ kind: "MESSAGE_ASSIGNED", actor: null }, { kind: "MESSAGE_LEFT" }]);
    }
  });

  it("the last of several at once stays, and saying it again changes nothing", async () => {
    const id = await on.leave(member);
    const given = await Promise.all([olga, omar].map((by) => assign(olga, id, by.id)));
    expect(given.map(({ userErrors }) => userErrors)).toEqual([[], []]);
    const { assignee } = await handling(olga, id);
    expect([olga.id, omar.id]).toContain(assignee.id);
    const events = () => app.services.database.query(sql`SELECT FROM event WHERE kind = 'message.assigned'`);
    const before = (await events()).length;
    await assign(olga, id, assignee.id);
    expect(await events()).toHaveLength(before);
  });

  it("the sender sees what became of it, and not who handles it", async () => {
    for (const sender of [member, olga]) {
      const id = await on.leave(sender);
      await assign(omar, id, omar.id);
      expect(await handling(sender, id)).toEqual({
        ...{ status: "IN_PROGRESS", assignee: null, handledBy: null, note: null },
      });
      await on.mutate("handleMessage", omar, { id, note: "Gebeld." }, "message { id }");
      expect(await handling(sender, id)).toMatchObject({ status: "HANDLED", handledBy: null, note: null });
    }
  });

  it("any moderator may still handle it, after which it is given to nobody", async () => {
    const id = await on.leave(member);
    await assign(olga, id, olga.id);
    expect((await on.mutate("handleMessage", omar, { id }, "message { status }")).message.status).toBe("HANDLED");
    expect((await assign(olga, id, omar.id)).userErrors).toMatchObject([
      { code: "ALREADY_DECIDED", path: ["input", "id"] },
    ]);
  });

  it("neither by nor to its sender, nor who is involved in the decision that it appeals against", async () => {
    const own = await on.leave(olga);
    const { id: ideaId } = await on.build.buildIdea({ authorId: member.id });
    const appeal = await on.leave(member, {
      appealsDecisionId: (await on.act.decided(ideaId, olga, "HIDE")).id,
    });
    for (const id of [own, appeal]) {
      expect((await assign(olga, id, omar.id)).userErrors).toMatchObject([
        { code: "NOT_YOURS_TO_DECIDE", path: ["input", "id"] },
      ]);
      expect((await assign(omar, id, olga.id)).userErrors).toMatchObject([
        { code: "NOT_YOURS_TO_DECIDE", path: ["input", "memberId"] },
      ]);
    }
  });

  it("only to who can handle it, and only by moderators", async () => {
    const id = await on.leave(member);
    const [analyst, suspended] = [await on.named("Ann", Role.ANALYST), await on.organiser()];
    await suspend(suspended.id);
    for (const nobody of [member.id, analyst.id, suspended.id, "geen id"])
      expect((await assign(olga, id, nobody)).userErrors).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "memberId"] },
      ]);
    expect((await assign(olga, "geen id", olga.id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await assign(suspended, id, olga.id)).userErrors).toMatchObject([{ code: "SUSPENDED" }]);
    for (const by of [member, analyst]) await expect(assign(by, id, olga.id)).rejects.toThrow("FORBIDDEN");
  });

  it("and waits for another when they leave the network", async () => {
    const id = await on.leave(member);
    await assign(omar, id, olga.id);
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    expect(await inTransaction(ctx, (tx) => eraseAccount(tx, olga.id, true))).toBe(true);
    expect(await handling(omar, id)).toMatchObject({ status: "OPEN", assignee: null });
  });
});
