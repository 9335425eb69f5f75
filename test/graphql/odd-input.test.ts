import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let author: Member;
let idea: Idea;
let token: string;
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  author = await build.buildMember();
  token = await app.tokenOf(author.id);
  idea = await build.buildIdea({
    authorId: author.id,
    title: "inspraak/participatieqq en www.vlaanderenqq.be, co-creatieqq",
  });
});
afterAll(() => app.end());

const code = (answer: { errors?: { extensions: Record<string, unknown> }[] }) =>
  answer.errors?.map((error) => error.extensions.code);

describe("ids", () => {
  it("are the same in upper case", async () => {
    const upper = { idea: idea.id.toUpperCase(), member: author.id.toUpperCase() };
    const { data } = await app.ask(
      `query ($idea: ID!, $member: ID!) { idea(id: $idea) { id } member(id: $member) { id } node(id: $idea) { id } ideas(filter: {authorId: $member}) { totalCount } }`,
      upper,
    );
    expect(data).toEqual({
      idea: { id: idea.id },
      member: { id: author.id },
      node: { id: idea.id },
      ideas: { totalCount: 1 },
    });
    const answer = await app.ask(
      `mutation ($id: ID!) { commentOnIdea(input: {ideaId: $id, body: "x"}) { comment { idea { id } } userErrors { code } }
        supportIdea(input: {ideaId: $id}) { userErrors { code } } unsupportIdea(input: {ideaId: $id}) { userErrors { code } } }`,
      { id: upper.idea },
      token,
    );
    expect(answer.data).toEqual({
      commentOnIdea: { comment: { idea: { id: idea.id } }, userErrors: [] },
      supportIdea: { userErrors: [] },
      unsupportIdea: { userErrors: [] },
    });
    const [event] = await app.services.events.after(0, ["comment.added"], 1);
    expect(event!.data.ideaId).toBe(idea.id);
  });
});

describe("texts", () => {
  it.each([
    ["theme(slug: $t) { id }"],
    ["themes(search: $t) { nodes { id } }"],
    ["ideas(filter: {themes: [$t]}) { nodes { id } }"],
    ["viewer { suggestedCollaborators(themes: [$t]) { score } }"],
  ])("with a null character are refused in words: %s", async (selection) => {
    expect(code(await app.ask(`query ($t: String!) { ${selection} }`, { t: "a\u0000b" }, token))).toEqual([
      "BAD_USER_INPUT",
    ]);
  });

  it.each([
    ["half a character", "\ud800"],
    ["nothing to be seen", "\u200b\u2060"],
  ])("that are %s are refused in inputs", async (_what, title) => {
    const { data } = await app.ask(
      `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { userErrors { code path } } }`,
      { input: { kind: "IDEA", title, body: "b", themes: [] } },
      token,
    );
    expect(data.postIdea.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "title"] }]);
  });
});

describe("searching", () => {
  it.each(["participatieqq", "vlaanderenqq", "www.vlaanderenqq.be", "creatieqq", "co-creatieqq", "INSPRAAK/part"])(
    "finds words however they are joined: %s",
    async (search) => {
      const { data } = await app.ask(`query ($s: String!) { ideas(filter: {search: $s}) { nodes { id } } }`, {
        s: search,
      });
      expect(data.ideas.nodes).toEqual([{ id: idea.id }]);
    },
  );

  it("takes 200 characters at most", async () => {
    expect(
      code(
        await app.ask(`query ($s: String!) { ideas(filter: {search: $s}) { nodes { id } } }`, { s: "ab ".repeat(67) }),
      ),
    ).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("an idempotency key", () => {
  const post = (input: object) =>
    app.ask(
      `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } userErrors { code } } }`,
      {
        input: { kind: "IDEA", title: "t", body: "b", themes: [], language: "NL", idempotencyKey: "sleutel", ...input },
      },
      token,
    );
  it("stands for the whole content", async () => {
    const { data } = await post({});
    expect((await post({})).data.postIdea.idea).toEqual(data.postIdea.idea);
    for (const other of [{ language: "FR" }, { themes: ["x"] }, { kind: "QUESTION" }])
      expect((await post(other)).data.postIdea.userErrors).toEqual([{ code: "IDEMPOTENCY_CONFLICT" }]);
  });
});

it("a subscription over HTTP is told to go over WebSocket", async () => {
  const answer = await app.ask(`subscription { ideaPosted { cursor } }`);
  expect([answer.status, code(answer)]).toEqual([400, ["BAD_USER_INPUT"]]);
});
