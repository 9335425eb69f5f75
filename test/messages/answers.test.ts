import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import sql from "sql-template-tag";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import type { Person } from "../moderation/moderating.js";
import { mailing } from "../notifications/mailing.js";
import { testApp, type TestApp } from "../support/app.js";
import { allSent, forgetAttempts, openMailbox, type Mailbox } from "../support/mailbox.js";
import { leaving } from "./leaving.js";

const ANSWERS = "answeredAt status handledAt answers { totalCount nodes { id body answeredBy { id } } }";

let mailbox: Mailbox;
let app: TestApp;
let mails: ReturnType<typeof mailing>;
let on: ReturnType<typeof leaving>;
let olga: Person;
let omar: Person;
let member: Person;
let counter = 0;
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
  [olga, omar, member] = [await on.organiser("Olga Bos"), await on.organiser("Omar"), await on.named("Ada")];
});

const answer = (by: Person, id: string, fields: object = {}) =>
  on.mutate("answerMessage", by, { id, body: "Kom gerust langs.", ...fields }, `answer { id } message { ${ANSWERS} }`);
const newAddress = (): string => `zender${++counter}@elders.example`;
const sent = async (address: string) => {
  app.services.mailer.wake();
  await allSent(app);
  return mails.mailsTo(address);
};
const refused = (code: string, field = "id") => [expect.objectContaining({ code, path: ["input", field] })];

describe("an answer to a message", () => {
  it.each([
    [Language.NL, "Dag “Zoë”,", "De coördinatoren van het netwerk antwoorden op je berichtje:", "Je schreef:"],
    [
      Language.FR,
      "Bonjour «\u00a0Zoë\u00a0»,",
      "Les coordinateurs du réseau répondent à votre message",
      "Vous avez écrit",
    ],
    [Language.EN, "Hello “Zoë”,", "The coordinators of the network answer your message:", "You wrote:"],
  ])(
    "is mailed in the language of the sender: %s, from the network, below what they wrote",
    async (language, ...texts) => {
      const address = newAddress();
      const response = await fetch(`${app.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", "accept-language": language.toLowerCase() },
        body: JSON.stringify({
          query: `mutation ($email: String!) { leaveMessage(input: {name: "Zoë", email: $email, body: "Mag ik komen?\\nZie https://zoe.example"}) {
            message { id } } }`,
          variables: { email: address },
        }),
      });
      const { data } = (await response.json()) as { data: { leaveMessage: { message: { id: string } } } };
      const answered = await answer(olga, data.leaveMessage.message.id, { body: "Zeker.\nTot https://ino.example" });
      expect(answered.userErrors).toEqual([]);
      const [mail, ...more] = await sent(address);
      expect(more).toEqual([]);
      for (const text of texts) expect(mail!.text).toContain(text);
      expect(mail!.text).toContain("Zeker.\nTot https://ino.example");
      expect(mail!.text).toContain("> Mag ik komen?\n> Zie https[:]//zoe[.]example");
      expect(mail!.from!.text).not.toContain("Olga");
      expect(`${mail!.text} ${mail!.subject}`).not.toContain("Olga");
      expect(mail!.replyTo).toBeUndefined();
    },
  );

  it("and those after it are one conversation in mail programs", async () => {
    const address = newAddress();
    const id = await on.leave(undefined, { email: address });
    const [first, second, third] = [await answer(olga, id), await answer(omar, id), await answer(olga, id)];
    const received = await sent(address);
    const domain = received[0]!.messageId!.replace(/^.*@/, "");
    const asId = (local: string) => `<${local}@${domain}`;
    const ids = [id, first.answer.id, second.answer.id, third.answer.id].map(asId);
    const byId = new Map(received.map((mail) => [mail.messageId, mail]));
    for (const n of [1, 2, 3])
      expect(byId.get(ids[n])).toMatchObject({
        inReplyTo: ids[n - 1],
        references: n === 1 ? ids[0] : ids.slice(0, n),
      });
    expect(new Set(received.map(({ subject }) => subject))).toEqual(
      new Set(["Re: Je berichtje aan het InnovatieNetwerk Overheid"]),
    );
  });

  it("handles the message, unless more is to be done", async () => {
    const id = await on.leave(undefined, { email: newAddress() });
    const open = (await answer(olga, id, { handled: false })).message;
    expect(open).toMatchObject({ status: "OPEN", handledAt: null, answeredAt: expect.any(String) });
    expect((await answer(olga, id)).message).toMatchObject({ status: "HANDLED", answers: { totalCount: 2 } });
    const again = await answer(omar, id, { body: "Nog iets." });
    expect(again).toMatchObject({ message: { status: "HANDLED" }, userErrors: [] });
    expect(await on.read(id, omar, "handledBy { id }")).toEqual({ handledBy: { id: olga.id } });
  });

  it("is read by moderators with who gave it, and by the member without; others read nothing", async () => {
    const address = await mails.address(member);
    const id = await on.leave(member);
    const { answer: given } = await answer(olga, id);
    const answers = (answeredBy: object | null) => ({
      answers: { totalCount: 1, nodes: [{ id: given.id, body: "Kom gerust langs.", answeredBy }] },
    });
    expect(await on.read(id, omar, ANSWERS)).toMatchObject(answers({ id: olga.id }));
    expect(await on.read(id, member, ANSWERS)).toMatchObject(answers(null));
    expect(await on.toldOf(member, id)).toEqual(["MESSAGE_ANSWERED"]);
    expect(await sent(address)).toHaveLength(1);
    const stranger = await on.named("Bob");
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    for (const [by, seen] of [
      [stranger, null],
      [member, { id: given.id }],
      [omar, { id: given.id }],
    ] as const)
      expect((await app.ask(node, { id: given.id }, by.token)).data.node).toEqual(seen);
  });

  it("is not mailed to a member who wants no mails, who reads it in the service", async () => {
    const address = await mails.address(member);
    await mails.settle(member, { emailNotifications: false });
    const id = await on.leave(member);
    expect((await answer(olga, id)).userErrors).toEqual([]);
    expect(await sent(address)).toEqual([]);
    expect(await on.toldOf(member, id)).toEqual(["MESSAGE_ANSWERED"]);
  });

  it("cannot be given where there is no address, or one that the mail server refused", async () => {
    const anonymous = await on.leave();
    expect((await answer(olga, anonymous)).userErrors).toEqual(refused("NO_REPLY_ADDRESS"));
    const address = newAddress();
    mailbox.refuseRecipient(address);
    const [id, other] = [await on.leave(undefined, { email: address }), await on.leave(undefined, { email: address })];
    expect((await answer(olga, id)).userErrors).toEqual([]);
    await app.services.database.query(sql`
      UPDATE outbox SET created_at = now() - interval '2 days', due_at = now() WHERE kind = 'messageAnswer'`);
    app.services.mailer.wake();
    for (const message of [id, other]) {
      for (let n = 0; n < 100 && !(await on.read(message, olga, "replyToIsRefused")).replyToIsRefused; n++)
        await sleep(50);
      expect((await answer(olga, message)).userErrors).toEqual(refused("NO_REPLY_ADDRESS"));
    }
  });

  it("is given by moderators alone, not to their own message, nor to an appeal that involves them", async () => {
    const own = await on.leave(olga);
    const { id: ideaId } = await on.build.buildIdea({ authorId: member.id });
    const appeal = await on.leave(member, {
      appealsDecisionId: (await on.act.decided(ideaId, olga, "HIDE")).id,
    });
    for (const id of [own, appeal]) expect((await answer(olga, id)).userErrors).toEqual(refused("NOT_YOURS_TO_DECIDE"));
    expect((await answer(omar, appeal)).userErrors).toEqual([]);
    expect((await answer(olga, "geen id")).userErrors).toEqual(refused("NOT_FOUND"));
    expect((await answer(olga, own, { body: " " })).userErrors).toEqual(refused("INVALID_INPUT", "body"));
    await expect(answer(member, own)).rejects.toThrow("FORBIDDEN");
  });

  it("is given once for a key, also by several requests at once", async () => {
    const address = newAddress();
    const id = await on.leave(undefined, { email: address });
    const given = await Promise.all([1, 2, 3].map(() => answer(olga, id, { idempotencyKey: `sleutel-${id}` })));
    expect(new Set(given.map((one) => one.answer.id)).size).toBe(1);
    expect(await sent(address)).toHaveLength(1);
  });

  it("is bounded for an address, and nothing of it is kept then", async () => {
    const address = newAddress();
    const id = await on.leave(undefined, { email: address });
    const { asked } = app.services.mailer.limits;
    for (let n = 0; n < asked; n++) expect((await answer(olga, id)).userErrors).toEqual([]);
    expect((await answer(olga, id)).userErrors).toMatchObject([{ code: "TRY_AGAIN" }]);
    expect(await on.read(id, olga, "answers { totalCount }")).toEqual({ answers: { totalCount: asked } });
  });

  it("goes with the account of the sender, and is not mailed any more", async () => {
    const address = await mails.address(member);
    const id = await on.leave(member);
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    const { answer: given } = await answer(olga, id);
    expect(await inTransaction(ctx, (tx) => eraseAccount(tx, member.id, true))).toBe(true);
    const rows = await app.services.database.query(sql`SELECT FROM message_answer WHERE id = ${given.id}`);
    expect(rows).toEqual([]);
    expect((await answer(olga, id)).userErrors).toEqual(refused("NOT_FOUND"));
    expect((await sent(address)).length).toBeLessThanOrEqual(1);
  });

  it("is listed in as many statements for few messages as for many", async () => {
    const count = async (messages: number): Promise<number> => {
      for (let n = 0; n < messages; n++) await answer(olga, await on.leave(member), { handled: false });
      await sent("niemand@elders.example");
      await app.caughtUp();
      const query = `{ messages(last: ${messages}) { nodes { answers { totalCount nodes { body answeredBy { name } } } } } }`;
      return (await app.statements.ofRequests(() => app.ask(query, {}, omar.token))).length;
    };
    const few = await count(2);
    expect(await count(5)).toBe(few);
  });

  it("is in the export of who left the message", async () => {
    const id = await on.leave(member);
    await answer(olga, id, { body: "Alleen voor jou." });
    const { url } = await on.mutate("exportMyData", member, {}, "url");
    const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
    const { message_answer: answers } = JSON.parse(strFromU8(files["data.json"]!));
    expect(answers).toMatchObject([{ messageId: id, body: "Alleen voor jou.", byMember: false }]);
    expect(JSON.stringify(answers)).not.toContain(olga.id);
  });

  it("is recorded in the audit trail", async () => {
    const id = await on.leave(member);
    await answer(olga, id);
    const rows = await app.services.database.query(sql`
      SELECT action::text, actor_id AS "actorId", affected_id AS "affectedId" FROM audit_entry WHERE subject_id = ${id}`);
    expect(rows).toEqual([{ action: "MESSAGE_ANSWERED", actorId: olga.id, affectedId: member.id }]);
  });
});
