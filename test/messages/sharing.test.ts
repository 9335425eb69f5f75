import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import sql from "sql-template-tag";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { allSent, forgetAttempts, linkIn, openMailbox, tokenIn, type Mailbox } from "../support/mailbox.js";
import { leaving } from "./leaving.js";

const SHARING = "sharing { id as status title idea { id } gathering { id } }";
const QUESTION = { as: "QUESTION", title: "Wie deelt lokalen?", body: "Wij zoeken lokalen.", language: "NL" };
const START = new Date(Date.now() + 60 * 86_400_000).toISOString();
const GATHERING = { ...QUESTION, as: "GATHERING", startsAt: START, format: "TRY_OUT" };

let mailbox: Mailbox;
let app: TestApp;
let on: ReturnType<typeof leaving>;
let olga: Person;
let omar: Person;
let member: Person;
let counter = 0;
beforeAll(async () => {
  mailbox = await openMailbox();
  app = await testApp(undefined, { smtpUrl: mailbox.url });
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

const db = () => app.services.database;
const propose = (by: Person, messageId: string, fields: object = QUESTION) =>
  on.mutate("proposeToShare", by, { messageId, ...fields }, SHARING);
const proposed = async (messageId: string, fields: object = QUESTION): Promise<string> => {
  const { sharing, userErrors } = await propose(olga, messageId, fields);
  expect(userErrors).toEqual([]);
  return sharing.id;
};
const answer = (by: Person, id: string, consent = true) => on.mutate("answerSharing", by, { id, consent }, SHARING);
const withdraw = (by: Person, id: string) => on.mutate("withdrawSharing", by, { id }, SHARING);
const byLink = async (token: string, fields: object = { consent: true }) =>
  (await on.mutate("answerSharingByLink", undefined, { token, ...fields }, "")).userErrors;
/** A message of somebody without an account, and the mail that asks them about it. */
const mailed = async (fields: object = QUESTION) => {
  const address = `zender${++counter}@elders.example`;
  const message = await on.leave(undefined, { email: address, name: "Zoë Peeters" });
  const id = await proposed(message, fields);
  app.services.mailer.wake();
  const [mail] = await mailbox.to(address);
  return { address, message, id, mail: mail!, token: tokenIn(mail!) };
};
const post = (token: string, button: string) =>
  fetch(`${app.url}/account/share-message`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "accept-language": "nl" },
    body: new URLSearchParams({ token, answer: button }).toString(),
  });
const sharingsOf = async (message: string, by = omar) =>
  (await on.read(message, by, "status sharings { totalCount nodes { id status } }")).sharings.nodes;
const questions = () => db().query(sql`SELECT FROM idea WHERE title = ${QUESTION.title}`);
const gatherings = () => db().query(sql`SELECT FROM gathering WHERE title = ${QUESTION.title}`);
/** How many questions and gatherings were made meanwhile. */
const made = async (act: () => Promise<unknown>): Promise<number> => {
  const count = async () => (await questions()).length + (await gatherings()).length;
  const before = await count();
  await act();
  return (await count()) - before;
};
const node = async (id: string, fields: string, by?: Person) =>
  (await app.ask(`query ($id: ID!) { node(id: $id) { ${fields} } }`, { id }, by?.token)).data.node;
const latest = async (table: "idea" | "gathering", id: string): Promise<string> => {
  const [row] = await db().query<{ idea: string; gathering: string }>(
    sql`SELECT idea_id AS idea, gathering_id AS gathering FROM message_sharing WHERE id = ${id}`,
  );
  return row![table];
};
const expire = (id: string) =>
  db().query(sql`UPDATE message_sharing SET expires_at = now() - interval '1 second' WHERE id = ${id}`);
const suspend = (id: string) =>
  db().query(sql`UPDATE member SET suspended_until = now() + interval '1 day' WHERE id = ${id}`);
const erase = (id: string) =>
  inTransaction(systemContext(app.services, pino({ level: "silent" })), (tx) => eraseAccount(tx, id, true));
const refused = (code: string, field = "id") => [expect.objectContaining({ code, path: ["input", field] })];

describe("a message that a moderator proposes to share", () => {
  it("becomes a question of the member who left it, once they consent, and nothing before", async () => {
    const message = await on.leave(member);
    let id = "";
    expect(await made(async () => void (id = await proposed(message)))).toBe(0);
    expect(await on.toldOf(member, message)).toEqual(["SHARING_PROPOSED"]);
    expect(await sharingsOf(message, member)).toEqual([{ id, status: "PROPOSED" }]);
    const { sharing } = await answer(member, id);
    expect(sharing).toMatchObject({ status: "CONSENTED", gathering: null, idea: { id: expect.any(String) } });
    expect(await node(sharing.idea.id, "... on Idea { kind title body author { id } creditedTo }")).toEqual({
      ...{ kind: "QUESTION", title: QUESTION.title, body: QUESTION.body },
      ...{ author: { id: member.id }, creditedTo: null },
    });
    expect(await on.toldOf(olga, message)).toEqual(["SHARING_ANSWERED", "MESSAGE_LEFT"]);
    expect(await on.read(message, omar, "status handledBy { id }")).toEqual({
      ...{ status: "HANDLED", handledBy: { id: olga.id } },
    });
  });

  it("becomes a proposed gathering of the member who left it, which waits for organisers", async () => {
    const id = await proposed(await on.leave(member), GATHERING);
    const { sharing } = await answer(member, id);
    expect(sharing).toMatchObject({ as: "GATHERING", status: "CONSENTED", idea: null });
    const fields = "... on Gathering { title status startsAt proposer { id } creditedTo }";
    expect(await node(sharing.gathering.id, fields, omar)).toEqual({
      ...{ title: QUESTION.title, status: "PROPOSED", startsAt: START },
      ...{ proposer: { id: member.id }, creditedTo: null },
    });
    expect(await node(sharing.gathering.id, "id")).toBeNull();
  });

  it("is a question with the name of who left it without an account, where they want that", async () => {
    const [named, unnamed] = [await mailed(), await mailed()];
    expect(named.mail.subject).toBe("Mogen we je berichtje delen?");
    for (const text of ["Dag “Zoë Peeters”,", "“Wie deelt lokalen?”", "> Wij zoeken lokalen.", "zonder jouw akkoord"])
      expect(named.mail.text).toContain(text);
    expect(named.mail.text).not.toContain("Olga");
    expect(await byLink(named.token, { consent: true, named: true })).toEqual([]);
    expect(await byLink(unnamed.token)).toEqual([]);
    for (const [{ id }, creditedTo] of [
      [named, "Zoë Peeters"],
      [unnamed, null],
    ] as const)
      expect(await node(await latest("idea", id), "... on Idea { author { id } creditedTo }")).toEqual({
        ...{ author: { id: olga.id }, creditedTo },
      });
    expect(await on.read(named.message, omar, "status")).toEqual({ status: "HANDLED" });
  });

  it("is consented to on the page of the link, which changes nothing when it is opened", async () => {
    const { id, mail, token } = await mailed(GATHERING);
    const open = async () => (await fetch(linkIn(mail), { headers: { "accept-language": "nl" } })).text();
    expect(await made(async () => expect(await open()).toContain("Wij zoeken lokalen."))).toBe(0);
    expect((await post(token, "misschien")).status).toBe(404);
    expect(await (await post(token, "named")).text()).toContain("met je naam erbij");
    const fields = "... on Gathering { status proposer { id } creditedTo }";
    expect(await node(await latest("gathering", id), fields, omar)).toEqual({
      ...{ status: "PROPOSED", proposer: { id: olga.id }, creditedTo: "Zoë Peeters" },
    });
    expect((await post(token, "named")).status).toBe(404);
    expect(await open()).toContain("Deze link werkt niet");
  });

  it("is not shared when they decline, and the moderator is told", async () => {
    const [message, { id: other, token }] = [await on.leave(member), await mailed()];
    const id = await proposed(message);
    const count = await made(async () => {
      expect((await answer(member, id, false)).sharing).toMatchObject({ status: "DECLINED", idea: null });
      expect(await (await post(token, "decline")).text()).toContain("Er wordt niets gedeeld.");
    });
    expect(count).toBe(0);
    expect((await answer(member, id)).userErrors).toEqual(refused("ALREADY_DECIDED"));
    expect(await byLink(token)).toEqual(refused("INVALID_TOKEN", "token"));
    expect(await sharingsOf(message)).toEqual([{ id, status: "DECLINED" }]);
    expect(await node(other, "... on MessageSharing { status }", omar)).toEqual({ status: "DECLINED" });
    expect(await on.toldOf(olga, message)).toEqual(["SHARING_ANSWERED", "MESSAGE_LEFT"]);
    expect(await on.read(message, omar, "status")).toEqual({ status: "OPEN" });
  });

  it("is not shared after thirty days, nor once the proposal is withdrawn; then it can be proposed anew", async () => {
    const [message, linked] = [await on.leave(member), await mailed()];
    const first = await proposed(message);
    const count = await made(async () => {
      await expire(first);
      await expire(linked.id);
      expect((await answer(member, first)).userErrors).toEqual(refused("ALREADY_DECIDED"));
      expect(await byLink(linked.token)).toEqual(refused("INVALID_TOKEN", "token"));
      const second = await proposed(message);
      expect((await withdraw(omar, second)).sharing).toMatchObject({ status: "WITHDRAWN" });
      expect((await withdraw(omar, second)).userErrors).toEqual([]);
      expect((await answer(member, second)).userErrors).toEqual(refused("ALREADY_DECIDED"));
    });
    expect(count).toBe(0);
    const third = await proposed(message);
    await answer(member, third);
    expect((await withdraw(omar, third)).userErrors).toEqual(refused("ALREADY_DECIDED"));
  });

  it("is not shared by a link of a withdrawn proposal, nor by one that was never mailed", async () => {
    const { id, token } = await mailed();
    await withdraw(omar, id);
    const count = await made(async () => {
      for (const used of [token, "x".repeat(43), ""]) {
        expect(await byLink(used)).toEqual(refused("INVALID_TOKEN", "token"));
        expect((await post(used, "named")).status).toBe(404);
      }
    });
    expect(count).toBe(0);
  });

  it("is shared once, however many answers come at once", async () => {
    const [id, { token }] = [await proposed(await on.leave(member)), await mailed()];
    const results: { userErrors: unknown[] }[] = [];
    const count = await made(async () => {
      results.push(...(await Promise.all([1, 2, 3, 4].map(() => answer(member, id)))));
      const links = await Promise.all([1, 2, 3, 4].map(() => byLink(token)));
      expect(links.filter((errors) => errors.length === 0)).toHaveLength(1);
    });
    expect(count).toBe(2);
    expect(results.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it("waits for one answer at a time, also when two moderators propose at once", async () => {
    const message = await on.leave(member);
    const both = await Promise.all([propose(olga, message), propose(omar, message)]);
    expect(both.flatMap(({ userErrors }) => userErrors)).toEqual(refused("SHARING_PROPOSED", "messageId"));
    expect(await sharingsOf(message)).toHaveLength(1);
  });
});

describe("a proposal to share a message", () => {
  it("is answered by who left the message alone", async () => {
    const id = await proposed(await on.leave(member));
    for (const by of [await on.named("Bob"), olga])
      expect((await answer(by, id)).userErrors).toEqual(refused("NOT_FOUND"));
    const { id: linked } = await mailed();
    expect((await answer(member, linked)).userErrors).toEqual(refused("NOT_FOUND"));
    expect(await node(id, "id", await on.named("Bob"))).toBeNull();
    expect(await node(id, "... on MessageSharing { proposedBy { id } }", member)).toEqual({ proposedBy: null });
  });

  it("is made by moderators alone, not about their own message, an appeal, or where there is no address", async () => {
    const { id: ideaId } = await on.build.buildIdea({ authorId: member.id });
    const decision = await on.act.decided(ideaId, olga, "HIDE");
    const appeal = await on.leave(member, { appealsDecisionId: decision.id });
    for (const [by, message, code] of [
      [olga, await on.leave(olga), "NOT_YOURS_TO_DECIDE"],
      [omar, appeal, "INVALID_INPUT"],
      [olga, appeal, "NOT_YOURS_TO_DECIDE"],
      [olga, await on.leave(), "NO_REPLY_ADDRESS"],
      [olga, "geen id", "NOT_FOUND"],
    ] as const)
      expect((await propose(by, message)).userErrors).toMatchObject([{ code }]);
    await expect(propose(member, appeal)).rejects.toThrow("FORBIDDEN");
  });

  it("says what a gathering needs, and what a question does not have", async () => {
    const message = await on.leave(member);
    for (const [fields, field] of [
      [{ ...GATHERING, startsAt: null }, "startsAt"],
      [{ ...GATHERING, startsAt: "2001-01-01T10:00" }, "startsAt"],
      [{ ...QUESTION, startsAt: GATHERING.startsAt }, "startsAt"],
      [{ ...QUESTION, format: "TRY_OUT" }, "format"],
      [{ ...QUESTION, title: " " }, "title"],
      [{ ...QUESTION, body: "x".repeat(20_001) }, "body"],
    ] as const)
      expect((await propose(olga, message, fields)).userErrors).toEqual(refused("INVALID_INPUT", field));
    expect(await sharingsOf(message)).toEqual([]);
  });

  it("of a gathering is open until the gathering begins at most", async () => {
    const startsAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const id = await proposed(await on.leave(member), { ...GATHERING, startsAt });
    expect(await node(id, "... on MessageSharing { expiresAt }", olga)).toEqual({ expiresAt: startsAt });
  });

  it("is not consented to while the author of what would be shared is suspended", async () => {
    const [id, { token }] = [await proposed(await on.leave(member)), await mailed()];
    const count = await made(async () => {
      await suspend(member.id);
      await suspend(olga.id);
      expect((await answer(member, id)).userErrors).toMatchObject([{ code: "SUSPENDED" }]);
      expect(await byLink(token)).toEqual(refused("INVALID_TOKEN", "token"));
    });
    expect(count).toBe(0);
  });

  it("goes with the account of who left the message; that of a moderator who leaves is withdrawn", async () => {
    const [message, { id: linked, token }] = [await on.leave(member), await mailed()];
    const id = await proposed(message);
    await erase(olga.id);
    expect(await made(async () => expect(await byLink(token)).toEqual(refused("INVALID_TOKEN", "token")))).toBe(0);
    expect((await answer(member, id)).userErrors).toEqual(refused("ALREADY_DECIDED"));
    expect(await node(linked, "... on MessageSharing { status }", omar)).toEqual({ status: "WITHDRAWN" });
    await erase(member.id);
    expect(await db().query(sql`SELECT FROM message_sharing WHERE id = ${id}`)).toEqual([]);
  });

  it("is consented to as before by who blocked the moderator, without the moderator's name", async () => {
    await app.ask(
      `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`,
      { id: olga.id },
      member.token,
    );
    const message = await on.leave(member);
    const { sharing, userErrors } = await answer(member, await proposed(message));
    expect(userErrors).toEqual([]);
    expect(sharing.idea).toEqual({ id: expect.any(String) });
    expect((await on.told(member)).filter(({ actor }) => actor !== null)).toEqual([]);
  });

  it("leaves no name on the question once who left the message asks to be forgotten", async () => {
    const { id, message, token } = await mailed();
    await byLink(token, { consent: true, named: true });
    const idea = await latest("idea", id);
    await db().query(sql`DELETE FROM message WHERE id = ${message}`);
    expect(await node(idea, "... on Idea { creditedTo }")).toEqual({ creditedTo: null });
  });

  it("is in the export of who left the message, without the moderator", async () => {
    await proposed(await on.leave(member));
    await allSent(app);
    const { url } = await on.mutate("exportMyData", member, {}, "url");
    const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
    const { message_sharing: sharings } = JSON.parse(strFromU8(files["data.json"]!));
    expect(sharings).toMatchObject([{ sharedAs: "QUESTION", status: "PROPOSED", title: QUESTION.title }]);
    expect(JSON.stringify(sharings)).not.toContain(olga.id);
  });

  it("is listed in as many statements for few messages as for many, and so is the credit", async () => {
    const count = async (messages: number): Promise<number> => {
      const ideas: string[] = [];
      for (let n = 0; n < messages; n++) {
        await forgetAttempts(app);
        ideas.push((await answer(member, await proposed(await on.leave(member)))).sharing.idea.id);
      }
      await app.caughtUp();
      const query = `query ($ids: [ID!]!) {
        nodes(ids: $ids) { ... on Idea { creditedTo } }
        messages(last: ${messages}) { nodes { sharings { totalCount nodes { title proposedBy { name } idea { title } } } } } }`;
      return (await app.statements.ofRequests(() => app.ask(query, { ids: ideas }, omar.token))).length;
    };
    const few = await count(2);
    expect(await count(5)).toBe(few);
  });
});
