import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { spamRetention } from "../../src/domains/messages/spam/spam-signs.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { forgetAttempts } from "../support/mailbox.js";
import { leaving } from "./leaving.js";

const links = "Zie https://een.example, http://twee.example en www.drie.example";

let app: TestApp;
let on: ReturnType<typeof leaving>;
let olga: Person;
let omar: Person;
beforeAll(async () => {
  app = await testApp();
  on = leaving(app);
});
afterAll(() => app.end());
beforeEach(async () => {
  await app.services.database.query(sql`TRUNCATE message CASCADE`);
  await forgetAttempts(app);
  [olga, omar] = [await on.organiser("Olga"), await on.organiser("Omar")];
});

const state = (id: string, by = olga) => on.read(id, by, "status spamSigns handledAt");
const release = (by: Person, id: string) => on.mutate("releaseMessage", by, { id }, "message { status }");
const discard = (by: Person, id: string) => on.mutate("discardMessage", by, { id }, "message { status }");
const onDesk = async (by: Person): Promise<string[]> => {
  const { data } = await app.ask(`{ organiserDesk { nodes { subject { ... on Message { id } } } } }`, {}, by.token);
  return data.organiserDesk.nodes.map(({ subject }: { subject: { id: string } }) => subject.id);
};
/** The statements that delete what expired. */
const expire = async (days: number): Promise<void> => {
  await app.services.database.query(sql`
    UPDATE message SET left_at = left_at - ${days} * interval '1 day', discarded_at = discarded_at - ${days} * interval '1 day'`);
  for (const statement of spamRetention) await app.services.database.query(statement);
};

describe("what looks like spam", () => {
  it("waits for a look on the desk, and nobody is notified of it", async () => {
    const id = await on.leave(undefined, { body: links });
    expect(await state(id)).toMatchObject({ status: "HELD", spamSigns: ["LINKS"] });
    expect(await on.toldOf(olga, id)).toEqual([]);
    expect(await onDesk(olga)).toEqual([id]);
  });

  it("gets the answer that every message gets, also for a member who left it", async () => {
    const leave = async (body: string, by?: Person) => {
      const fields = "message { id body status spamSigns handledAt }";
      const { message, userErrors } = await on.mutate("leaveMessage", by, { body }, fields);
      const { id, body: stored, ...others } = message;
      return { id, answer: { others, isSame: stored === body, userErrors } };
    };
    const member = await on.named("Ada");
    for (const by of [undefined, member, olga])
      expect((await leave(links, by)).answer).toEqual((await leave("Dag allemaal.", by)).answer);
    const { id } = await leave(`${links} ook`, member);
    expect(await state(id, member)).toEqual({ status: "OPEN", spamSigns: [], handledAt: null });
    await discard(olga, id);
    expect(await state(id, member)).toEqual({ status: "HANDLED", spamSigns: [], handledAt: expect.any(String) });
    expect(await state(id)).toMatchObject({ status: "DISCARDED" });
  });

  it("is not what has two links, or comes twice", async () => {
    const id = await on.leave(undefined, { body: "Zie https://een.example en https://twee.example" });
    const twice = [await on.leave(undefined, { body: "Dag" }), await on.leave(undefined, { body: "Dag" })];
    for (const one of [id, ...twice]) expect(await state(one)).toMatchObject({ status: "OPEN", spamSigns: [] });
  });

  it("is the same text a third time in 30 days, whatever its spaces and letter case", async () => {
    await on.leave(undefined, { body: "Goedkope  fietsen" });
    await on.leave(undefined, { body: "goedkope fietsen" });
    const third = await on.leave(undefined, { body: "GOEDKOPE\nfietsen" });
    expect(await state(third)).toMatchObject({ status: "HELD", spamSigns: ["REPEATED"] });
    await app.services.database.query(sql`UPDATE message SET left_at = left_at - interval '31 days'`);
    expect(await state(await on.leave(undefined, { body: "goedkope fietsen" }))).toMatchObject({ status: "OPEN" });
  });

  it("is what has the text or the address of something discarded, or an address that was refused", async () => {
    const first = await on.leave(undefined, { body: "Koop nu", email: "koop@elders.example" });
    await discard(olga, first);
    for (const fields of [{ body: "koop NU" }, { body: "Iets anders", email: "koop@elders.example" }])
      expect(await state(await on.leave(undefined, fields))).toMatchObject({ spamSigns: ["DISCARDED_BEFORE"] });
    await on.build.buildLeftMessage({ email: "weg@elders.example", addressRefusedAt: new Date() });
    expect(await state(await on.leave(undefined, { email: "weg@elders.example" }))).toMatchObject({
      spamSigns: ["REFUSED_ADDRESS"],
    });
  });

  it("is never an appeal", async () => {
    const member = await on.named("Ada");
    const { id: ideaId } = await on.build.buildIdea({ authorId: member.id });
    const { id: appealsDecisionId } = await on.act.decided(ideaId, olga, "HIDE");
    const id = await on.leave(member, { body: links, appealsDecisionId });
    expect(await state(id, omar)).toMatchObject({ status: "OPEN", spamSigns: [] });
    expect((await discard(omar, id)).userErrors).toMatchObject([{ code: "INVALID_INPUT", path: ["input", "id"] }]);
  });
});

describe("a moderator who looks at it", () => {
  it("lets it through: the others are notified as of any message, once", async () => {
    const id = await on.leave(undefined, { body: links });
    expect((await release(olga, id)).message.status).toBe("OPEN");
    await release(omar, id);
    expect(await on.toldOf(omar, id)).toEqual(["MESSAGE_LEFT"]);
    expect(await on.toldOf(olga, id)).toEqual([]);
    expect(await state(id)).toMatchObject({ status: "OPEN", spamSigns: ["LINKS"] });
  });

  it("has looked at it also by assigning it", async () => {
    const id = await on.leave(undefined, { body: links });
    await on.mutate("assignMessage", olga, { id, memberId: olga.id }, "");
    expect(await state(id)).toMatchObject({ status: "IN_PROGRESS" });
  });

  it("discards it, which ends it: the first of several wins, and it is in the audit trail", async () => {
    const id = await on.leave(undefined, { body: links });
    const answers = await Promise.all([discard(olga, id), discard(omar, id), release(olga, id)]);
    const ended = answers.flatMap(({ userErrors }) => userErrors).map(({ code }: { code: string }) => code);
    expect(ended.filter((code) => code === "ALREADY_DECIDED").length).toBeGreaterThanOrEqual(1);
    expect(await state(id)).toMatchObject({ status: "DISCARDED", handledAt: expect.any(String) });
    expect(await onDesk(olga)).toEqual([]);
    const rows = await app.services.database.query(sql`SELECT action::text FROM audit_entry WHERE subject_id = ${id}`);
    expect(rows).toEqual([{ action: "MESSAGE_DISCARDED" }]);
  });

  it("is an organiser or an administrator, and not who left it", async () => {
    const own = await on.leave(olga, { body: links });
    const member = await on.named("Ada");
    for (const act of [release, discard]) {
      expect((await act(olga, own)).userErrors).toMatchObject([{ code: "NOT_YOURS_TO_DECIDE" }]);
      expect((await act(olga, "geen id")).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
      await expect(act(member, own)).rejects.toThrow("FORBIDDEN");
    }
  });
});

describe("what nobody let through", () => {
  it("is deleted after 30 days, and nothing else is", async () => {
    const held = await on.leave(undefined, { body: links });
    const released = await on.leave(undefined, { body: `${links}!` });
    const discarded = await on.leave(undefined, { body: "Koop nu" });
    const handled = await on.leave(undefined, { body: `${links}?` });
    await on.leave();
    await release(olga, released);
    await discard(olga, discarded);
    await on.mutate("handleMessage", olga, { id: handled }, "");
    const left = async () =>
      (await app.services.database.query<{ id: string }>(sql`SELECT id FROM message`)).map(({ id }) => id);
    await expire(29);
    expect(await left()).toHaveLength(5);
    await expire(2);
    expect(await left()).toHaveLength(3);
    expect(await left()).toEqual(expect.arrayContaining([released, handled]));
    expect(await left()).not.toContain(held);
  });
});
