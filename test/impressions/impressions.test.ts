import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import sql from "sql-template-tag";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { discountOf } from "../../src/domains/impressions/discount.reads.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { requesting } from "../collaborations/requesting.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const RECORD = `mutation ($ids: [ID!]!) { recordShownSuggestions(input: {memberIds: $ids}) { recorded userErrors { code path } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  act = moderating(app, build);
});
afterAll(() => app.end());

const at = (moment: string): void => void (app.services.now = () => new Date(moment));
const record = async ({ token }: Person, ...ids: string[]) =>
  (await app.ask(RECORD, { ids }, token)).data.recordShownSuggestions;
const recorded = (count: number) => ({ recorded: count, userErrors: [] });
const impressionsOf = ({ id }: Person) =>
  app.services.database.query(sql`
    SELECT shown_id AS "shownId", days, last_shown_on::text AS "lastShownOn" FROM suggestion_impression
    WHERE member_id = ${id} ORDER BY shown_id`);

describe("a suggestion that was shown", () => {
  it("counts once a day, which ends at midnight in UTC", async () => {
    const [viewer, a, b] = [await act.person(), await act.person(), await act.person()];
    at("2026-03-10T23:30:00Z");
    expect(await record(viewer, a.id, b.id, a.id.toUpperCase())).toEqual(recorded(2));
    expect(await record(viewer, a.id, b.id)).toEqual(recorded(0));
    at("2026-03-11T00:00:00Z");
    expect(await record(viewer, b.id)).toEqual(recorded(1));
    expect(await impressionsOf(viewer)).toEqual(
      [
        { shownId: a.id, days: 1, lastShownOn: "2026-03-10" },
        { shownId: b.id, days: 2, lastShownOn: "2026-03-11" },
      ].sort((one, other) => (one.shownId < other.shownId ? -1 : 1)),
    );
  });

  it("counts once, also when two requests tell of it at the same time", async () => {
    const viewer = await act.person();
    const ids = (await Promise.all(Array.from({ length: 20 }, () => build.buildMember()))).map(({ id }) => id);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => record(viewer, ...(n % 2 ? ids : [...ids].reverse()))),
    );
    expect(answers.map(({ recorded: counted }) => counted).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 20]);
    expect(new Set((await impressionsOf(viewer)).map((row) => (row as { days: number }).days))).toEqual(new Set([1]));
  });

  it("begins a new run of days after thirty days without", async () => {
    const [viewer, shown] = [await act.person(), await act.person()];
    for (const [day, days] of [
      ["2026-01-01", 1],
      ["2026-01-30", 2],
      ["2026-03-01", 1],
      ["2026-03-02", 2],
    ] as const) {
      at(`${day}T12:00:00Z`);
      expect(await record(viewer, shown.id)).toEqual(recorded(1));
      expect(await impressionsOf(viewer)).toEqual([{ shownId: shown.id, days, lastShownOn: day }]);
    }
  });

  it("is of a member whom the caller sees; who is not there, or not to be seen, is passed over without a word", async () => {
    const viewer = await act.person();
    const block = (blockerId: string, blockedId: string) =>
      app.services.database.query(
        sql`INSERT INTO block (blocker_id, blocked_id, blocked_at) VALUES (${blockerId}, ${blockedId}, now())`,
      );
    const [blocking, blocked] = [await build.buildMember(), await build.buildMember()];
    await block(blocking.id, viewer.id);
    await block(viewer.id, blocked.id);
    const passedOver = [
      viewer.id,
      "geen id",
      "01890000-0000-7000-8000-000000000000",
      (await build.buildMember({ hiddenAt: new Date() })).id,
      (await build.buildMember({ erasedAt: new Date() })).id,
      blocking.id,
      blocked.id,
    ];
    expect(await record(viewer, ...passedOver)).toEqual(recorded(0));
    const seen = await build.buildMember({ profileVisibility: ProfileVisibility.MEMBERS });
    expect(await record(viewer, ...passedOver, seen.id)).toEqual(recorded(1));
    expect(await impressionsOf(viewer)).toMatchObject([{ shownId: seen.id }]);
  });

  it("does not count when the member leaves at that moment", async () => {
    const [viewer, leaving] = [await act.person(), await build.buildMember()];
    const answer = await inTransaction(systemContext(app.services, pino({ level: "silent" })), async (tx) => {
      // As an erasure does.
      await tx.db.query(sql`SELECT 1 FROM member WHERE id = ${leaving.id} FOR UPDATE`);
      await tx.db.query(sql`UPDATE member SET erased_at = now() WHERE id = ${leaving.id}`);
      const asked = record(viewer, leaving.id);
      const waiting = sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      while ((await app.services.database.query(waiting)).length === 0) await sleep(5);
      return { asked };
    });
    expect(await answer.asked).toEqual(recorded(0));
    expect(await impressionsOf(viewer)).toEqual([]);
  });

  it("is told of by who is signed in, suspended or not, a hundred at once", async () => {
    const viewer = await build.buildMember({ suspendedUntil: new Date("2099-01-01T00:00:00Z") });
    const suspended = Object.assign(viewer, { token: await app.tokenOf(viewer.id) });
    const { id } = await build.buildMember();
    const hundred = Array<string>(100).fill(id);
    expect(await record(suspended, ...hundred)).toEqual(recorded(1));
    expect(await record(suspended)).toEqual(recorded(0));
    expect(await record(suspended, ...hundred, id)).toEqual({
      recorded: 0,
      userErrors: [{ code: "INVALID_INPUT", path: ["input", "memberIds"] }],
    });
    const { errors } = await app.ask(RECORD, { ids: [id] });
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });

  it("is not told to the event log", async () => {
    const [viewer, shown] = [await act.person(), await act.person()];
    const end = await app.services.events.end();
    await record(viewer, shown.id);
    expect(await app.services.events.end()).toBe(end);
  });
});

describe("a run of impressions", () => {
  it("ends with a request to the member, and no other one does", async () => {
    const [viewer, asked, other] = [await act.person(), await act.person(), await act.person()];
    await record(viewer, asked.id, other.id);
    await record(asked, viewer.id);
    const { ask } = requesting(app);
    expect(await ask(viewer, asked.id)).toMatchObject({ userErrors: [] });
    expect(await impressionsOf(viewer)).toMatchObject([{ shownId: other.id }]);
    expect(await impressionsOf(asked)).toMatchObject([{ shownId: viewer.id }]);
    // A request that is refused changes nothing.
    await record(viewer, asked.id);
    expect(await ask(viewer, asked.id)).toMatchObject({ userErrors: [{ code: "ALREADY_REQUESTED" }] });
    expect(await impressionsOf(viewer)).toHaveLength(2);
  });

  it("ends when a dismissal is taken back", async () => {
    const [viewer, dismissed, other] = [await act.person(), await act.person(), await act.person()];
    await record(viewer, dismissed.id, other.id);
    await app.ask(
      `mutation ($id: ID!) { dismissSuggestion(input: {memberId: $id, reason: NOT_NOW}) { userErrors { code } } }`,
      { id: dismissed.id },
      viewer.token,
    );
    for (const { id } of [dismissed, other])
      await app.ask(
        `mutation ($id: ID!) { restoreSuggestion(input: {memberId: $id}) { userErrors { code } } }`,
        { id },
        viewer.token,
      );
    expect(await impressionsOf(viewer)).toMatchObject([{ shownId: other.id }]);
  });
});

describe("the discount", () => {
  const discount = async (callerId: string | null, seekerId: string, memberId: string): Promise<number> => {
    const ctx = Object.assign(systemContext(app.services, pino({ level: "silent" })), { callerId });
    const [row] = await app.services.database.query<{ discount: number }>(sql`
      SELECT ${discountOf(ctx, sql`seeker.id`, sql`member.id`)} AS discount
      FROM member JOIN member seeker ON seeker.id = ${seekerId} WHERE member.id = ${memberId}`);
    return row!.discount;
  };

  it("is none for three days of impressions, then three divided by the days, until thirty days later", async () => {
    const [viewer, shown] = [await act.person(), await act.person()];
    expect(await discount(viewer.id, viewer.id, shown.id)).toBe(1);
    const after: number[] = [];
    for (let day = 1; day <= 6; day++) {
      at(`2026-05-0${day}T12:00:00Z`);
      await record(viewer, shown.id);
      after.push(await discount(viewer.id, viewer.id, shown.id));
    }
    expect(after).toEqual([1, 1, 1, 3 / 4, 3 / 5, 3 / 6]);
    at("2026-06-04T23:59:59Z");
    expect(await discount(viewer.id, viewer.id, shown.id)).toBe(1 / 2);
    at("2026-06-05T00:00:00Z");
    expect(await discount(viewer.id, viewer.id, shown.id)).toBe(1);
  });

  it("tells nobody else what was shown to a member", async () => {
    const [viewer, shown, other] = [await act.person(), await act.person(), await act.person()];
    at("2026-05-01T12:00:00Z");
    await app.services.database.query(
      sql`INSERT INTO suggestion_impression VALUES (${viewer.id}, ${shown.id}, 10, '2026-05-01')`,
    );
    expect(await discount(viewer.id, viewer.id, shown.id)).toBe(3 / 10);
    for (const caller of [other.id, shown.id, null]) expect(await discount(caller, viewer.id, shown.id)).toBe(1);
    expect(await discount(viewer.id, other.id, shown.id)).toBe(1);
    expect(await discount(shown.id, shown.id, viewer.id)).toBe(1);
  });

  it("counts exposure for everybody, besides", async () => {
    const [viewer, shown] = [await act.person(), await act.person()];
    at("2026-05-01T12:00:00Z");
    await app.services.database.query(sql`INSERT INTO suggestion_exposure VALUES (${shown.id}, 40, 0.5)`);
    for (const caller of [viewer.id, shown.id, null]) expect(await discount(caller, viewer.id, shown.id)).toBe(1 / 2);
    await app.services.database.query(
      sql`INSERT INTO suggestion_impression VALUES (${viewer.id}, ${shown.id}, 6, '2026-05-01')`,
    );
    expect(await discount(viewer.id, viewer.id, shown.id)).toBe(1 / 4);
  });
});
