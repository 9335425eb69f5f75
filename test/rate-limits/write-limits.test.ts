import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { once } from "../support/follow.js";
import { expectFilled } from "../support/limits.js";
import { forgetAttempts } from "../support/mailbox.js";

const POST = `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "Een idee.", themes: []}) {
  idea { id } userErrors { code path ... on TryAgainError { retryAfterSeconds } } } }`;

// Two services on one database: what is written on the one counts on the other.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  one = await testApp(undefined, { writeLimits: true });
  two = await testApp(one.databaseUrl, { writeLimits: true });
  build = builders(one.services.database.source.manager);
});
afterAll(async () => {
  await two.end();
  await one.end();
});
beforeEach(() => forgetAttempts(one));

interface Posted {
  idea: { id: string } | null;
  userErrors: { code: string; path: string[]; retryAfterSeconds: number }[];
}

const justJoined = () => build.buildMember({ joinedAt: new Date() });
const ideasOf = async ({ id }: Member): Promise<number> => {
  const rows = await one.services.database.source.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM idea WHERE author_id = $1`,
    [id],
  );
  return rows[0]!.count;
};
/** Posts so many, some at once, in both processes. */
const postAtOnce = async ({ id }: Member, count: number): Promise<Posted[]> => {
  const token = await one.tokenOf(id);
  const posted: Posted[] = [];
  // As many as a pool has connections: what waits for one for too long is unavailable.
  for (let n = 0; n < count; n += 20)
    posted.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(20, count - n) }, async (_, i) => {
          const { data } = await (i % 2 === 0 ? one : two).ask(POST, { title: `Idee ${n + i}` }, token);
          return data.postIdea as Posted;
        }),
      )),
    );
  return posted;
};

describe("what a member writes", () => {
  it.each<[string, number, () => Promise<Member>]>([
    ["a member", 20, () => build.buildMember()],
    ["a newcomer", 10, justJoined],
    ["an organiser, new or not", 100, () => build.buildMember({ joinedAt: new Date(), roles: [Role.ORGANISER] })],
  ])("is limited for %s to %i ideas at once, in all processes together", async (_who, size, make) => {
    const member = await make();
    const began = performance.now();
    const answers = await postAtOnce(member, size + 40);
    const posted = answers.filter(({ idea }) => idea !== null);
    expectFilled(posted.length, { size, periodMs: 60_000 }, began);
    expect(await ideasOf(member)).toBe(posted.length);
    const refused = answers.flatMap(({ userErrors }) => userErrors);
    expect(refused.length).toBe(answers.length - posted.length);
    for (const { code, path, retryAfterSeconds } of refused) {
      expect([code, path]).toEqual(["TRY_AGAIN", ["input"]]);
      expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
      expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    }
  });

  it("is limited by the day besides, and the error has the time until there is room", async () => {
    const member = await justJoined();
    let posted = 0;
    for (;;) {
      const answers = await postAtOnce(member, 10);
      posted += answers.filter(({ idea }) => idea !== null).length;
      const waits = answers.flatMap(({ userErrors }) => userErrors.map(({ retryAfterSeconds }) => retryAfterSeconds));
      // A day's forty, one in 36 minutes.
      if (waits.some((seconds) => seconds > 60)) {
        expect(Math.max(...waits)).toBeGreaterThan(1_500);
        break;
      }
      // As if a minute had passed.
      await one.services.database.source.query(`UPDATE leaky_bucket SET empty_at = empty_at - interval '1 minute'`);
    }
    expect(posted).toBe(40);
  });

  it("is limited over WebSocket alike", async () => {
    const member = await justJoined();
    await postAtOnce(member, 20);
    const client = one.socket(await one.tokenOf(member.id));
    const results = [];
    for (let n = 0; n < 3; n++) results.push(await once<{ postIdea: Posted }>(client, POST, { title: "Nog een" }));
    expect(results.flatMap(({ postIdea }) => postIdea.userErrors)).toContainEqual(
      expect.objectContaining({ code: "TRY_AGAIN" }),
    );
  });

  it("counts what was written, and nothing that was refused or is taken back", async () => {
    const member = await build.buildMember();
    const token = await one.tokenOf(member.id);
    for (let n = 0; n < 35; n++)
      expect(
        (
          await one.ask(
            `mutation { commentOnIdea(input: {ideaId: "01890000-0000-7000-8000-000000000000", body: "x"}) { userErrors { code } } }`,
            {},
            token,
          )
        ).data.commentOnIdea.userErrors,
      ).toEqual([{ code: "NOT_FOUND" }]);
    const { id } = await build.buildIdea();
    const toggled = await one.ask(
      `mutation { commentOnIdea(input: {ideaId: "${id}", body: "x"}) { userErrors { code } }
        a: unsupportIdea(input: {ideaId: "${id}"}) { userErrors { code } } }`,
      {},
      token,
    );
    expect(toggled.data).toEqual({ commentOnIdea: { userErrors: [] }, a: { userErrors: [] } });
  });

  it.each<[string, number, (ideaIds: string[], n: number) => string]>([
    ["commentOnIdea", 15, ([id]) => `commentOnIdea(input: {ideaId: "${id}", body: "x"})`],
    ["supportIdea", 30, (ids, n) => `supportIdea(input: {ideaId: "${ids[n]}"})`],
    ["setInterests", 20, () => `setInterests(input: {interests: []})`],
    ["report", 10, (ids, n) => `report(input: {subjectId: "${ids[n]}", reason: SPAM})`],
    ["leaveMessage", 5, () => `leaveMessage(input: {body: "Dag"})`],
  ])("is limited for %s, of a newcomer to %i", async (field, size, mutation) => {
    const member = await justJoined();
    const token = await one.tokenOf(member.id);
    const count = size + 10;
    const ideas = await Promise.all(Array.from({ length: count }, () => build.buildIdea()));
    const ids = ideas.map(({ id }) => id);
    const began = performance.now();
    const answers = await Promise.all(
      ids.map((_, n) => two.ask(`mutation { ${mutation(ids, n)} { userErrors { code } } }`, {}, token)),
    );
    const codes = answers.map(({ data }) => data[field].userErrors[0]?.code ?? "written");
    expect(new Set(codes)).toEqual(new Set(["written", "TRY_AGAIN"]));
    expectFilled(codes.filter((code) => code === "written").length, { size, periodMs: 60_000 }, began);
  });

  it("is not limited where the operator lifts it", async () => {
    const three = await testApp(one.databaseUrl, { writeLimits: false });
    const token = await three.tokenOf((await justJoined()).id);
    const answers = await Promise.all(Array.from({ length: 30 }, () => three.ask(POST, { title: "Veel" }, token)));
    expect(answers.filter(({ data }) => data.postIdea.idea === null)).toEqual([]);
    await three.end();
  });

  it("is limited for settings and blocks, too; what changes nothing is not counted, and no process hears of it", async () => {
    const member = await build.buildMember();
    const token = await one.tokenOf(member.id);
    const set = async (matchable: boolean) =>
      (
        await one.ask(
          `mutation ($to: Boolean!) { updateSettings(input: {matchable: $to}) { settings { matchable } userErrors { code } } }`,
          { to: matchable },
          token,
        )
      ).data.updateSettings as { settings: { matchable: boolean } | null; userErrors: { code: string }[] };
    const events = async () =>
      (
        await one.services.database.source.query<{ count: number }[]>(
          `SELECT count(*)::int AS count FROM event WHERE kind = 'member.updated' AND subject_id = $1`,
          [member.id],
        )
      )[0]!.count;
    for (let n = 0; n < 70; n++) expect(await set(true)).toEqual({ settings: { matchable: true }, userErrors: [] });
    expect(await events()).toBe(0);
    const began = performance.now();
    let changed = 0;
    let answer = await set(false);
    for (; answer.userErrors.length === 0; answer = await set(changed % 2 === 1)) changed++;
    expectFilled(changed, { size: 60, periodMs: 60_000 }, began);
    expect(answer).toEqual({ settings: null, userErrors: [{ code: "TRY_AGAIN" }] });
    expect(await events()).toBe(changed);
  });
});
