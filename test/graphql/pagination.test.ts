import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { encodeCursor } from "../../src/core/graphql/pagination.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const IDEAS = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: IdeaOrder) {
  ideas(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    totalCount nodes { title } edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let author: Member;
const newestFirst: string[] = [];

beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  author = await build.buildMember();
  // Five moments, five ideas each: the ids decide within a moment.
  for (let n = 0; n < 25; n++) {
    await build.buildIdea({
      authorId: author.id,
      title: `i${n}`,
      postedAt: new Date(1_700_000_000_123 + Math.floor(n / 5)),
    });
    newestFirst.unshift(`i${n}`);
  }
});
afterAll(() => app.end());

const page = async (variables: object) => (await app.ask(IDEAS, variables as Record<string, unknown>)).data.ideas;
const titles = (of: { nodes: { title: string }[] }) => of.nodes.map((node) => node.title);

describe("a connection", () => {
  it.each([1, 2, 3, 7, 25, 100])("walks forward in pages of %i over every row once", async (first) => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo, edges, totalCount } = await page({ first, after });
      seen.push(...nodes.map((node: { title: string }) => node.title));
      expect(totalCount).toBe(25);
      expect(edges.map((edge: { node: { title: string } }) => edge.node)).toEqual(nodes);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(newestFirst);
  });

  it.each([1, 4, 25])("walks backward in pages of %i over every row once", async (last) => {
    const seen: string[] = [];
    for (let before: string | null = null; ;) {
      const { nodes, pageInfo } = await page({ last, before });
      seen.unshift(...nodes.map((node: { title: string }) => node.title));
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(seen).toEqual(newestFirst);
  });

  it("goes the other way round in the other order", async () => {
    expect(titles(await page({ first: 100, orderBy: "OLDEST" }))).toEqual([...newestFirst].reverse());
  });

  it("keeps its place when rows are added before it", async () => {
    const first = await page({ first: 5 });
    await build.buildIdea({ authorId: author.id, title: "new" });
    expect(titles(await page({ first: 5, after: first.pageInfo.endCursor }))).toEqual(newestFirst.slice(5, 10));
    await app.services.database.source.query(`DELETE FROM idea WHERE title = 'new'`);
  });

  it("takes 20 when nothing is said, and none when 0 is", async () => {
    expect(titles(await page({}))).toHaveLength(20);
    expect(await page({ first: 0 })).toMatchObject({
      nodes: [],
      totalCount: 25,
      pageInfo: { hasNextPage: true, endCursor: null },
    });
  });

  it.each([{ first: 101 }, { first: -1 }, { last: 101 }, { first: 1, last: 1 }])("refuses %j", async (variables) => {
    const { errors } = await app.ask(IDEAS, variables);
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  const id = "01890000-0000-7000-8000-000000000000";
  it.each([
    ["nonsense", "x"],
    ["one of another order", encodeCursor("oldest", { key: "2026-01-01 00:00:00+00", id })],
    ["one whose time is none", encodeCursor("newest", { key: "2026-02-30 00:00:00+00", id })],
    ["one whose hour is none", encodeCursor("newest", { key: "2026-02-03 25:00:00+00", id })],
    ["one of the year 0", encodeCursor("newest", { key: "0000-01-01 00:00:00+00", id })],
    ["one of no time zone", encodeCursor("newest", { key: "2026-01-01 00:00:00+99", id })],
    ["one with SQL in it", encodeCursor("newest", { key: "now()", id })],
    ["one whose id is none", encodeCursor("newest", { key: "2026-01-01 00:00:00+00", id: "1" })],
  ])("refuses as a cursor %s", async (_what, after) => {
    const { errors } = await app.ask(IDEAS, { after });
    expect(errors).toMatchObject([{ extensions: { code: "INVALID_CURSOR" } }]);
  });

  it("pages below many parents in one statement, and counts only when asked", async () => {
    const other = await build.buildMember({ name: "Ander" });
    await build.buildIdea({ authorId: other.id, title: "van een ander", postedAt: new Date(1_600_000_000_000) });
    const query = (selection: string) =>
      `query ($a: ID!, $b: ID!) { nodes(ids: [$a, $b]) { ... on Member { ideas(first: 2) { ${selection} } } } }`;
    const variables = { a: author.id, b: other.id };
    const { data } = await app.ask(query("nodes { title } totalCount pageInfo { hasNextPage }"), variables);
    expect(data.nodes).toEqual([
      { ideas: { nodes: [{ title: "i24" }, { title: "i23" }], totalCount: 25, pageInfo: { hasNextPage: true } } },
      { ideas: { nodes: [{ title: "van een ander" }], totalCount: 1, pageInfo: { hasNextPage: false } } },
    ]);
    // What the projections read of the new member is not counted.
    await app.caughtUp();
    const without = await app.statements.ofRequests(() => app.ask(query("nodes { title }"), variables));
    expect(without).toHaveLength(3);
    expect(without.filter((statement) => statement.includes("count("))).toEqual([]);
    expect(await app.statements.ofRequests(() => app.ask(query("nodes { title } totalCount"), variables))).toHaveLength(
      4,
    );
  });

  it("reads names in the order of the alphabet, accents and all, and pages through them", async () => {
    for (const name of ["Émile", "Eva", "éric", "Zoë", "Åsa", "Ann"])
      await build.buildMember({ name, headline: "alfabetproef" });
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { data } = await app.ask(
        `query ($after: String) { members(first: 1, after: $after, filter: {search: "alfabetproef"}) { nodes { name } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(data.members.nodes[0].name);
      if (!data.members.pageInfo.hasNextPage) break;
      after = data.members.pageInfo.endCursor;
    }
    expect(seen).toEqual(["Ann", "Åsa", "Émile", "éric", "Eva", "Zoë"]);
  });
});
