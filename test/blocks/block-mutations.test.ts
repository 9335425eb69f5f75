import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const BLOCK = `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { blocked { memberId name blockedAt } userErrors { code path } } }`;
const UNBLOCK = `mutation ($id: ID!) { unblockMember(input: {memberId: $id}) { userErrors { code path } } }`;
const BLOCKED = `query ($first: Int, $after: String) { viewer { blockedMembers(first: $first, after: $after) {
  totalCount nodes { memberId name } pageInfo { hasNextPage endCursor } } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  act = moderating(app, build);
});
afterAll(() => app.end());

const block = async ({ token }: Person, id: string) => (await app.ask(BLOCK, { id }, token)).data.blockMember;
const unblock = async ({ token }: Person, id: string) => (await app.ask(UNBLOCK, { id }, token)).data.unblockMember;
const blocked = async ({ token }: Person, page: Record<string, unknown> = {}) =>
  (await app.ask(BLOCKED, page, token)).data.viewer.blockedMembers;
const sees = async ({ token }: Person, id: string) =>
  (await app.ask(`query ($id: ID!) { member(id: $id) { id } }`, { id }, token)).data.member !== null;

describe("blocking", () => {
  it("keeps two members apart, both ways, until it is ended; who was blocked is not told", async () => {
    const [a, b] = [await act.person(), await act.person()];
    expect(await block(a, b.id)).toMatchObject({ blocked: { memberId: b.id, name: b.name }, userErrors: [] });
    expect([await sees(a, b.id), await sees(b, a.id)]).toEqual([false, false]);
    expect((await blocked(a)).nodes).toEqual([{ memberId: b.id, name: b.name }]);
    expect(await blocked(b)).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await unblock(a, b.id)).toEqual({ userErrors: [] });
    expect([await sees(a, b.id), await sees(b, a.id)]).toEqual([true, true]);
    expect((await blocked(a)).nodes).toEqual([]);
  });

  it("done twice counts once, and so does ending it; the log hears of each change", async () => {
    const [a, b] = [await act.person(), await act.person()];
    const answers = await Promise.all([1, 2, 3].map(() => block(a, b.id)));
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual([]);
    expect(new Set(answers.map((answer) => answer.blocked.blockedAt)).size).toBe(1);
    expect((await block(a, b.id)).blocked).toEqual(answers[0].blocked);
    for (let n = 1; n <= 2; n++) expect(await unblock(a, b.id)).toEqual({ userErrors: [] });
    const events = await app.services.events.after(0, ["member.blocked", "member.unblocked"], 10_000);
    const data = { blockerId: a.id, blockedId: b.id };
    expect(events.filter((event) => event.subjectId === b.id)).toMatchObject([
      { kind: "member.blocked", data },
      { kind: "member.unblocked", data },
    ]);
  });

  it("is not done to oneself, nor to who is not there or not to be seen", async () => {
    const [a, b, hidden] = [await act.person(), await act.person(), await build.buildMember({ hiddenAt: new Date() })];
    for (const answer of [await block(a, a.id), await unblock(a, a.id)])
      expect(answer.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "memberId"] }]);
    await block(b, a.id);
    for (const id of ["geen id", "01890000-0000-7000-8000-000000000000", hidden.id, b.id])
      expect(await block(a, id)).toEqual({
        blocked: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", "memberId"] }],
      });
    for (const id of ["geen id", hidden.id, b.id]) expect(await unblock(a, id)).toEqual({ userErrors: [] });
    expect(await sees(a, b.id)).toBe(false);
  });

  it("needs a member, suspended or not", async () => {
    const { id } = await build.buildMember();
    for (const mutation of [BLOCK, UNBLOCK])
      expect((await app.ask(mutation, { id })).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    const suspended = await build.buildMember({ suspendedUntil: new Date(inDays(1)) });
    expect((await app.ask(BLOCK, { id }, await app.tokenOf(suspended.id))).data.blockMember.userErrors).toEqual([]);
  });

  it("hides nobody from moderators", async () => {
    const [member, organiser] = [await act.person(), await act.person(Role.ORGANISER)];
    await block(member, organiser.id);
    expect(await sees(organiser, member.id)).toBe(true);
  });
});

describe("whom the viewer blocked", () => {
  it("comes in pages, the newest block first, with the names of those who are still there", async () => {
    const a = await act.person();
    const others = [await build.buildMember(), await build.buildMember(), await build.buildMember()];
    for (const [n, { id }] of others.entries()) {
      await block(a, id);
      await app.services.database.query(
        sql`UPDATE block SET blocked_at = ${new Date(1_700_000_000_000 + n)} WHERE blocked_id = ${id}`,
      );
    }
    await app.services.database.query(sql`UPDATE member SET erased_at = now() WHERE id = ${others[0]!.id}`);
    const first = await blocked(a, { first: 2 });
    const second = await blocked(a, { first: 2, after: first.pageInfo.endCursor });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect([...first.nodes, ...second.nodes]).toEqual([
      { memberId: others[2]!.id, name: others[2]!.name },
      { memberId: others[1]!.id, name: others[1]!.name },
      { memberId: others[0]!.id, name: null },
    ]);
  });
});
