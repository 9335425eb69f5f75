import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const DISMISS = `mutation ($id: ID!, $reason: DismissalReason! = NOT_RELEVANT) {
  dismissSuggestion(input: {memberId: $id, reason: $reason}) { dismissed { memberId reason dismissedAt member { name } } userErrors { code path } } }`;
const RESTORE = `mutation ($id: ID!) { restoreSuggestion(input: {memberId: $id}) { userErrors { code path } } }`;
const DISMISSED = `query ($first: Int, $after: String) { viewer { dismissedSuggestions(first: $first, after: $after) {
  totalCount nodes { memberId reason member { name } } pageInfo { hasNextPage endCursor } } } }`;

let app: TestApp;
let bySql: TestApp;
let build: ReturnType<typeof builders>;
let act: ReturnType<typeof moderating>;
beforeAll(async () => {
  app = await testApp();
  bySql = await testApp(app.databaseUrl, { suggestionsBy: "sql" });
  build = builders(app.services.database.source.manager);
  act = moderating(app, build);
});
afterAll(async () => {
  await bySql.end();
  await app.end();
});

const dismiss = async ({ token }: Person, id: string, reason?: string) =>
  (await app.ask(DISMISS, { id, reason }, token)).data.dismissSuggestion;
const restore = async ({ token }: Person, id: string) => (await app.ask(RESTORE, { id }, token)).data.restoreSuggestion;
const dismissed = async ({ token }: Person, page: Record<string, unknown> = {}) =>
  (await app.ask(DISMISSED, page, token)).data.viewer.dismissedSuggestions;

const someone = async (theme: Theme): Promise<Person> => {
  const member = await build.buildMember({ interests: [[theme]] });
  return Object.assign(member, { token: await app.tokenOf(member.id) });
};

/** Whom the member is suggested, by the index and by the reference; they must agree. */
async function suggestedTo({ token }: Person, of = "viewer"): Promise<string[]> {
  const query = `{ ${of} { suggestedCollaborators(first: 100) { member { id } } } }`;
  const [indexed, reference] = await Promise.all(
    [app, bySql].map(async (service) => {
      await service.caughtUp();
      const { data } = await service.ask(query, {}, token);
      return data[of.split("(")[0]!].suggestedCollaborators.map((found: { member: { id: string } }) => found.member.id);
    }),
  );
  expect([...indexed].sort()).toEqual([...reference].sort());
  return indexed;
}

describe("a dismissed member", () => {
  it("is not suggested any more to who dismissed them, until restored; to others, and the other way, they are", async () => {
    const theme = await build.buildTheme();
    const [viewer, a, b] = [await someone(theme), await someone(theme), await someone(theme)];
    expect((await suggestedTo(viewer)).sort()).toEqual([a.id, b.id].sort());
    expect(await dismiss(viewer, a.id, "ALREADY_KNOWN")).toMatchObject({
      dismissed: { memberId: a.id, reason: "ALREADY_KNOWN", member: { name: a.name } },
      userErrors: [],
    });
    expect(await suggestedTo(viewer)).toEqual([b.id]);
    expect((await suggestedTo(a)).sort()).toEqual([viewer.id, b.id].sort());
    expect((await suggestedTo(b)).sort()).toEqual([viewer.id, a.id].sort());
    expect(await restore(viewer, a.id)).toEqual({ userErrors: [] });
    expect((await suggestedTo(viewer)).sort()).toEqual([a.id, b.id].sort());
  });

  it("is not suggested for the ideas of who dismissed them either", async () => {
    const theme = await build.buildTheme();
    const [author, a, b] = [await someone(theme), await someone(theme), await someone(theme)];
    const idea = await build.buildIdea({ authorId: author.id, themes: [theme] });
    await dismiss(author, a.id);
    expect(await suggestedTo(author, `idea(id: "${idea.id}")`)).toEqual([b.id]);
  });

  it("is dismissed once, for the reason told last; the log hears of each change", async () => {
    const [viewer, other] = [await act.person(), await act.person()];
    const answers = await Promise.all([1, 2, 3].map(() => dismiss(viewer, other.id)));
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual([]);
    expect(new Set(answers.map((answer) => answer.dismissed.dismissedAt)).size).toBe(1);
    const again = await dismiss(viewer, other.id, "NOT_NOW");
    expect(again.dismissed).toMatchObject({ reason: "NOT_NOW", dismissedAt: answers[0].dismissed.dismissedAt });
    for (let n = 1; n <= 2; n++) expect(await restore(viewer, other.id)).toEqual({ userErrors: [] });
    const events = await app.services.events.after(0, ["suggestion.dismissed", "suggestion.restored"], 10_000);
    const data = { memberId: viewer.id, dismissedId: other.id };
    expect(events.filter((event) => event.subjectId === other.id)).toMatchObject([
      { kind: "suggestion.dismissed", data: { ...data, reason: "NOT_RELEVANT" } },
      { kind: "suggestion.dismissed", data: { ...data, reason: "NOT_NOW" } },
      { kind: "suggestion.restored", data },
    ]);
  });

  it("is neither oneself, nor who is not there or not to be seen", async () => {
    const [viewer, gone, hidden] = [
      await act.person(),
      await build.buildMember({ erasedAt: new Date() }),
      await build.buildMember({ hiddenAt: new Date() }),
    ];
    for (const answer of [await dismiss(viewer, viewer.id), await restore(viewer, viewer.id)])
      expect(answer.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "memberId"] }]);
    for (const id of ["geen id", "01890000-0000-7000-8000-000000000000", hidden.id, gone.id]) {
      expect(await dismiss(viewer, id)).toEqual({
        dismissed: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", "memberId"] }],
      });
      expect(await restore(viewer, id)).toEqual({ userErrors: [] });
    }
  });

  it("is dismissed by members who take part", async () => {
    const { id } = await build.buildMember();
    const suspended = await build.buildMember({ suspendedUntil: new Date(inDays(1)) });
    const token = await app.tokenOf(suspended.id);
    for (const [mutation, name] of [
      [DISMISS, "dismissSuggestion"],
      [RESTORE, "restoreSuggestion"],
    ] as const) {
      expect((await app.ask(mutation, { id })).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
      expect((await app.ask(mutation, { id }, token)).data[name].userErrors).toMatchObject([{ code: "SUSPENDED" }]);
    }
  });
});

describe("whom the viewer dismissed", () => {
  it("comes in pages, the last one first, without what may not be seen any more; nobody else has them", async () => {
    const viewer = await act.person();
    const others = [await act.person(), await act.person(), await act.person()];
    for (const [n, { id }] of others.entries()) {
      await dismiss(viewer, id);
      await app.services.database.query(
        sql`UPDATE suggestion_dismissal SET dismissed_at = ${new Date(1_700_000_000_000 + n)} WHERE dismissed_id = ${id}`,
      );
    }
    await app.services.database.query(sql`UPDATE member SET hidden_at = now() WHERE id = ${others[0]!.id}`);
    const first = await dismissed(viewer, { first: 2 });
    const second = await dismissed(viewer, { first: 2, after: first.pageInfo.endCursor });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect([...first.nodes, ...second.nodes]).toEqual(
      [2, 1, 0].map((n) => ({
        memberId: others[n]!.id,
        reason: "NOT_RELEVANT",
        member: n === 0 ? null : { name: others[n]!.name },
      })),
    );
    expect(await dismissed(others[1]!)).toMatchObject({ totalCount: 0, nodes: [] });
  });
});
