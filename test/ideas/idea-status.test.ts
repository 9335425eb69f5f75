import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  app = await testApp();
  members = notifying(app);
  await members.build.buildTheme("fietsen");
});
afterAll(() => app.end());

let ada: Person;
let bob: Person;
let idea: Idea;
beforeEach(async () => {
  ada = await members.person("Ada");
  bob = await members.person("Bob");
  idea = await members.build.buildIdea({ authorId: ada.id, title: "Fietsen", body: "Meer fietspaden." });
});

const update = (by: Person, input: object) =>
  members.mutate("updateIdeaStatus", by, { id: idea.id, ...input }, "idea { status version }");
const edit = (by: Person, input: object) =>
  members.mutate("editIdea", by, { id: idea.id, ...input }, "idea { status version }");
const history = async (token?: string, page = "") =>
  (
    await app.ask(
      `query ($id: ID!) { idea(id: $id) { history${page} { totalCount pageInfo { endCursor hasNextPage }
        nodes { id changedBy { name } changedAt changed status note idea { id } } } } }`,
      { id: idea.id },
      token,
    )
  ).data.idea?.history;

describe("the status of an idea", () => {
  it("goes from open over in progress to done, and back, with what the author says of it", async () => {
    expect(await update(ada, { version: 1, status: "IN_PROGRESS", note: "We zijn\nbegonnen." })).toEqual({
      idea: { status: "IN_PROGRESS", version: 2 },
      userErrors: [],
    });
    await update(ada, { version: 2, status: "DONE" });
    await update(ada, { version: 3, status: "OPEN", note: null });
    const { totalCount, nodes } = await history();
    expect(totalCount).toBe(3);
    expect(nodes).toMatchObject([
      { changedBy: { name: "Ada" }, changed: ["STATUS"], status: "OPEN", note: null },
      { changed: ["STATUS"], status: "DONE", note: null },
      { changed: ["STATUS"], status: "IN_PROGRESS", note: "We zijn\nbegonnen.", idea: { id: idea.id } },
    ]);
  });

  it("can stay as it is when there is news, and without news nothing changes", async () => {
    expect((await update(ada, { version: 1, status: "OPEN", note: "Er is een subsidie." })).idea).toEqual({
      status: "OPEN",
      version: 2,
    });
    expect((await update(ada, { version: 2, status: "OPEN" })).idea).toEqual({ status: "OPEN", version: 2 });
    expect((await history()).nodes).toMatchObject([{ changed: [], status: "OPEN", note: "Er is een subsidie." }]);
  });

  it.each([
    ["WITHDRAWN", { status: "WITHDRAWN" }, ["input", "status"], "INVALID_INPUT"],
    ["a note without text", { note: "  " }, ["input", "note"], "INVALID_INPUT"],
    ["a note that is too long", { note: "x".repeat(2_001) }, ["input", "note"], "INVALID_INPUT"],
    ["an older version", { version: 0 }, ["input", "version"], "STALE_VERSION"],
  ])("is not changed by %s", async (_what, wrong, path, code) => {
    const { idea: changed, userErrors } = await update(ada, { version: 1, status: "DONE", ...wrong });
    expect(changed).toBeNull();
    expect(userErrors).toEqual([{ code, path }]);
    expect((await history()).totalCount).toBe(0);
  });

  it("is changed by its author alone, and not once it is withdrawn", async () => {
    const organiser = await moderating(app, members.build).person(Role.ORGANISER);
    for (const other of [bob, organiser])
      expect((await update(other, { version: 1, status: "DONE" })).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    await members.mutate("withdrawIdea", ada, { id: idea.id }, "");
    expect((await update(ada, { version: 2, status: "OPEN" })).userErrors).toMatchObject([{ code: "IDEA_WITHDRAWN" }]);
    expect(await history(bob.token)).toBeUndefined();
    expect((await history(ada.token)).nodes).toMatchObject([{ status: "WITHDRAWN", changed: ["STATUS"] }]);
  });

  it("is changed once when it is changed twice at the same time", async () => {
    const both = await Promise.all(
      ["IN_PROGRESS", "DONE"].map((status) => update(ada, { version: 1, status, note: `Nu ${status}.` })),
    );
    const codes = both.map(({ userErrors }) => userErrors[0]?.code ?? "changed").sort();
    expect(codes).toEqual(["STALE_VERSION", "changed"]);
    const { nodes } = await history();
    expect(nodes).toHaveLength(1);
    const { data } = await app.ask(`{ idea(id: "${idea.id}") { status version } }`);
    expect(data.idea).toEqual({ status: nodes[0].status, version: 2 });
  });
});

describe("the history of an idea", () => {
  it("names the fields that an edit changed, and not what was there before", async () => {
    await edit(ada, { version: 1, title: "Fietsen", body: "Bredere fietspaden.", themes: ["fietsen"], language: "NL" });
    await edit(ada, { version: 2, themes: ["fietsen"], kind: "QUESTION" });
    await edit(ada, { version: 3, title: "Fietsen" });
    const { nodes } = await history();
    expect(nodes).toMatchObject([
      { changed: ["KIND"], status: null },
      { changed: ["BODY", "LANGUAGE", "THEMES"], status: null, note: null },
    ]);
    expect(JSON.stringify(nodes)).not.toContain("Meer fietspaden");
  });

  it("has a status that an edit changed, too, which is deprecated there", async () => {
    await edit(ada, { version: 1, status: "DONE" });
    expect((await history()).nodes).toMatchObject([{ changed: ["STATUS"], status: "DONE" }]);
  });

  it("comes in pages, each change once", async () => {
    for (let version = 1; version <= 5; version++) await update(ada, { version, status: "OPEN", note: `${version}` });
    const first = await history(undefined, "(first: 3)");
    const second = await history(undefined, `(first: 3, after: "${first.pageInfo.endCursor}")`);
    const notes = [...first.nodes, ...second.nodes].map(({ note }: { note: string }) => note);
    expect(notes).toEqual(["5", "4", "3", "2", "1"]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it("is for those who may see the idea", async () => {
    await update(ada, { version: 1, status: "DONE", note: "Klaar." });
    const [{ id }] = (await history()).nodes;
    const change = async (token?: string) =>
      (await app.ask(`query ($id: ID!) { node(id: $id) { ... on IdeaChange { note } } }`, { id }, token)).data.node;
    expect(await change()).toEqual({ note: "Klaar." });
    await members.mutate("blockMember", bob, { memberId: ada.id }, "");
    expect([await change(bob.token), await history(bob.token)]).toEqual([null, undefined]);
  });

  it("is read for many ideas in the same number of statements", async () => {
    const asked = (first: number) =>
      `{ ideas(first: ${first}) { nodes { history(first: 2) { totalCount nodes { note changedBy { name } } } } } }`;
    const statements = async (first: number) => (await app.statements.ofRequests(() => app.ask(asked(first)))).length;
    for (let n = 0; n < 3; n++) {
      idea = await members.build.buildIdea({ authorId: ada.id });
      await update(ada, { version: 1, status: "DONE" });
    }
    expect(await statements(3)).toBe(await statements(1));
    expect(await statements(3)).toBeLessThanOrEqual(4);
  });
});
