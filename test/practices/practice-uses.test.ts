import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { sharing, type Person } from "./sharing.js";

let app: TestApp;
let on: ReturnType<typeof sharing>;
let sharer: Person;
let user: Person;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  on = sharing(app);
  [sharer, user, organiser] = [await on.person(), await on.person({ name: "Bob" }), await on.organiser()];
});
afterAll(() => app.end());

const db = () => app.services.database;
const block = (blocker: Person, blocked: Person) =>
  db().source.manager.insert(Block, { blockerId: blocker.id, blockedId: blocked.id, blockedAt: new Date() });
const usesOf = (id: string, by?: Person) =>
  on.read(id, by, "useCount uses { totalCount nodes { id place result wouldUseAgain usedOn usedBy { id } } }");
const refused = async (by: Person, id: string, input: object = {}) => (await on.use(by, id, input)).userErrors;

describe("a member records that they used a practice", () => {
  it("where, on which day, with what result, and whether they would again, for all who see the practice", async () => {
    const { id } = await on.share(sharer);
    const { use } = await on.use(user, id, { place: "Stad Gent", wouldUseAgain: false, usedOn: "2026-02-28" });
    expect(use).toMatchObject({
      ...{ place: "Stad Gent", result: "Het hielp ons kiezen.", wouldUseAgain: false, usedOn: "2026-02-28" },
      ...{ practice: { id }, usedBy: { id: user.id } },
    });
    const again = (await on.use(user, id)).use;
    expect(again).toMatchObject({ place: null, usedOn: null, wouldUseAgain: true });
    for (const by of [undefined, sharer])
      expect(await usesOf(id, by)).toMatchObject({
        useCount: 2,
        uses: { totalCount: 2, nodes: [{ id: again.id }, { id: use.id, usedOn: "2026-02-28" }] },
      });
    expect(
      await db().query(sql`SELECT data FROM event WHERE kind = 'practice.used' AND subject_id = ${use.id}`),
    ).toEqual([{ data: { practiceId: id, usedById: user.id } }]);
  });

  it("and is told what is wrong with it by field", async () => {
    const { id } = await on.share(sharer);
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const wrong: [object, string, string][] = [
      [{ result: " " }, "REQUIRED", "result"],
      [{ result: "x".repeat(5_001) }, "TOO_LONG", "result"],
      [{ place: "x".repeat(201) }, "TOO_LONG", "place"],
      [{ place: "twee\nregels" }, "INVALID_CHARACTER", "place"],
      [{ usedOn: "30/11/2026" }, "INVALID_FORMAT", "usedOn"],
      [{ usedOn: "2026-02-30" }, "INVALID_FORMAT", "usedOn"],
      [{ usedOn: "1899-12-31" }, "OUT_OF_RANGE", "usedOn"],
      [{ usedOn: day(2) }, "OUT_OF_RANGE", "usedOn"],
    ];
    for (const [fields, problem, field] of wrong)
      expect([fields, await refused(user, id, fields)]).toEqual([
        fields,
        [{ code: "INVALID_INPUT", problem, path: ["input", field] }],
      ]);
    expect(await refused(user, id, { usedOn: day(-1) })).toEqual([]);
  });

  it("of one that they see and that is not withdrawn", async () => {
    const { id } = await on.share(sharer);
    await on.done("withdrawPractice", sharer, { id });
    for (const practiceId of [id, user.id, "onzin"])
      expect(await refused(user, practiceId)).toMatchObject([{ code: "NOT_FOUND", path: ["input", "practiceId"] }]);
    expect(await refused(sharer, id)).toMatchObject([{ code: "PRACTICE_WITHDRAWN", path: ["input", "practiceId"] }]);
    const [mine, blocked] = [await on.person(), await on.person()];
    await block(mine, blocked);
    expect(await refused(blocked, (await on.share(mine)).id)).toMatchObject([{ code: "NOT_FOUND" }]);
    const suspended = await on.person({ suspendedUntil: new Date(Date.now() + 86_400_000) });
    expect(await refused(suspended, (await on.share(sharer)).id)).toMatchObject([{ code: "SUSPENDED" }]);
  });

  it("before the sharer withdraws it, or is refused, when both come at the same time", async () => {
    for (let n = 0; n < 5; n++) {
      const { id } = await on.share(sharer);
      const [{ userErrors }, withdrawn] = await Promise.all([
        on.use(user, id),
        on.done("withdrawPractice", sharer, { id }),
      ]);
      expect(withdrawn.status).toBe("WITHDRAWN");
      const events = await db().query<{ kind: string }>(sql`
        SELECT kind FROM event WHERE kind LIKE 'practice.%' AND (subject_id = ${id} OR data->>'practiceId' = ${id})
        ORDER BY position`);
      const kinds = events.map(({ kind }) => kind);
      expect(userErrors.length === 0 ? kinds : userErrors).toMatchObject(
        userErrors.length === 0
          ? ["practice.shared", "practice.published", "practice.used", "practice.withdrawn"]
          : [{ code: "NOT_FOUND" }],
      );
      expect(await usesOf(id)).toBeNull();
    }
  });

  it("and a withdrawal under way is waited for", async () => {
    const { id } = await on.share(sharer);
    const runner = db().source.createQueryRunner();
    await runner.startTransaction();
    await runner.query("UPDATE practice SET status = 'WITHDRAWN', version = version + 1 WHERE id = $1", [id]);
    const answer = on.use(user, id);
    const isWaiting = async () =>
      (
        await db().query(sql`
          SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM practice e%'`)
      ).length > 0;
    while (!(await isWaiting())) await sleep(5);
    await runner.commitTransaction();
    await runner.release();
    expect((await answer).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("once with one key, also when the answer was lost and the practice is withdrawn by then", async () => {
    const { id } = await on.share(sharer);
    const first = await on.use(user, id, { idempotencyKey: "een" });
    await on.done("withdrawPractice", sharer, { id });
    const again = await on.use(user, id, { idempotencyKey: "een" });
    expect(again).toEqual({ use: { ...first.use, practice: null }, userErrors: [] });
  });
});

describe("a use is seen", () => {
  it("by nobody whom a block separates from who recorded it, and is not counted for them", async () => {
    const [using, blocked] = [await on.person(), await on.person()];
    const { id } = await on.share(sharer);
    const { use } = await on.use(using, id);
    await on.use(user, id);
    await block(blocked, using);
    expect(await usesOf(id, blocked)).toMatchObject({
      useCount: 1,
      uses: { totalCount: 1, nodes: [{ usedBy: { id: user.id } }] },
    });
    expect(await usesOf(id, user)).toMatchObject({ useCount: 2, uses: { totalCount: 2 } });
    const { data } = await app.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: use.id }, blocked.token);
    expect(data.node).toBeNull();
  });

  it("while a moderator hides it by who recorded it and moderators alone", async () => {
    const { id } = await on.share(sharer);
    const { use } = await on.use(user, id, { result: "Koop nu!" });
    expect((await on.mutate("report", sharer, { subjectId: use.id, reason: "SPAM" }, "")).userErrors).toEqual([]);
    const queue = `{ moderationQueue(first: 100) { nodes { id subjectKind subject { id } } } }`;
    const { nodes } = (await app.ask(queue, {}, organiser.token)).data.moderationQueue;
    const found = nodes.find(({ subject }: { subject: { id: string } | null }) => subject?.id === use.id);
    expect(found.subjectKind).toBe("PRACTICE_USE");
    await on.mutate("decideCase", organiser, { caseId: found.id, kind: "HIDE", reason: "Reclame." }, "");
    const seen = async (by?: Person) =>
      (await app.ask(`query ($id: ID!) { node(id: $id) { ... on PracticeUse { result } } }`, { id: use.id }, by?.token))
        .data.node;
    for (const by of [undefined, sharer]) expect(await seen(by)).toBeNull();
    for (const by of [user, organiser]) expect(await seen(by)).toEqual({ result: "Koop nu!" });
    for (const by of [undefined, user, organiser]) expect(await usesOf(id, by)).toMatchObject({ useCount: 0 });
  });
});

describe("the sharer is notified of uses", () => {
  const notificationsOf = async (by: Person) => {
    await app.caughtUp();
    const query = `{ viewer { notifications { nodes { kind count text(language: NL) actor { id } practice { id } } } } }`;
    return (await app.ask(query, {}, by.token)).data.viewer.notifications.nodes;
  };

  it("gathered while they are unread, and not of their own", async () => {
    const mine = await on.person();
    const { id } = await on.share(mine, { title: "Buurtkaart" });
    await on.use(mine, id);
    await on.use(user, id);
    const one = { kind: "PRACTICE_USED", practice: { id } };
    expect(await notificationsOf(mine)).toEqual([
      { ...one, count: 1, text: "Bob gebruikte je praktijk “Buurtkaart”.", actor: { id: user.id } },
    ]);
    await on.use(user, id);
    expect(await notificationsOf(mine)).toEqual([
      { ...one, count: 2, text: "Bob gebruikte je praktijk “Buurtkaart” 2 keer.", actor: { id: user.id } },
    ]);
    await on.use(await on.person(), id);
    expect(await notificationsOf(mine)).toEqual([
      { ...one, count: 3, text: "3 nieuwe toepassingen van je praktijk “Buurtkaart”.", actor: null },
    ]);
  });

  it("but not while one of the two blocks the other", async () => {
    const [mine, using] = [await on.person(), await on.person()];
    const { id } = await on.share(mine);
    await on.use(using, id);
    expect(await notificationsOf(mine)).toHaveLength(1);
    await block(mine, using);
    expect(await notificationsOf(mine)).toEqual([]);
  });
});
