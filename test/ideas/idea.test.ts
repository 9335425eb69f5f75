import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Language } from "../../src/core/texts/language.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const POST = `mutation ($input: PostIdeaInput!) { postIdea(input: $input) {
  idea { id kind title body language status version author { name } themes { slug } supportCount }
  userErrors { __typename code message path } } }`;
const EDIT = `mutation ($input: EditIdeaInput!) { editIdea(input: $input) {
  idea { title body language themes { slug } version editedAt status }
  userErrors { code path ... on StaleVersionError { currentVersion } } } }`;
const WITHDRAW = `mutation ($id: ID!) { withdrawIdea(input: {id: $id}) { idea { status } userErrors { code } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let author: Member;
let token: string;

beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  await build.buildTheme("mobiliteit");
  await build.buildTheme("fietsen", {
    broaderId: (await app.ask(`{ theme(slug: "mobiliteit") { id } }`)).data.theme.id,
  });
  await build.buildTheme("oud", { archived: true });
  author = await build.buildMember({ name: "Ada" });
  token = await app.tokenOf(author.id);
});
afterAll(() => app.end());

const post = (input: Record<string, unknown>, as = token) =>
  app.ask(
    POST,
    {
      input: {
        kind: "IDEA",
        title: "Fietsstraat",
        body: "Een straat voor fietsers.",
        themes: ["mobiliteit"],
        ...input,
      },
    },
    as,
  );

describe("posting an idea", () => {
  it("keeps what was written, trimmed, with its themes in order", async () => {
    const { data } = await post({
      title: "  Café à vélo  ",
      themes: ["fietsen", "mobiliteit"],
      language: "FR",
      kind: "TRY_OUT",
    });
    expect(data.postIdea.userErrors).toEqual([]);
    expect(data.postIdea.idea).toMatchObject({
      kind: "TRY_OUT",
      title: "Café à vélo",
      language: "FR",
      status: "OPEN",
      version: 1,
      author: { name: "Ada" },
      themes: [{ slug: "fietsen" }, { slug: "mobiliteit" }],
      supportCount: 0,
    });
  });

  it("needs a caller", async () => {
    const answer = await app.ask(POST, { input: { kind: "IDEA", title: "x", body: "y", themes: [] } });
    expect(answer.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED", requestId: expect.any(String) } }]);
  });

  it.each([
    ["an empty title", { title: " " }, ["input", "title"]],
    ["a title that is too long", { title: "x".repeat(301) }, ["input", "title"]],
    ["a body that is too long", { body: "x".repeat(20_001) }, ["input", "body"]],
    ["a null character", { body: "nul\u0000" }, ["input", "body"]],
    ["an unknown theme", { themes: ["onbekend"] }, ["input", "themes", "0"]],
    ["an archived theme", { themes: ["mobiliteit", "oud"] }, ["input", "themes", "1"]],
    ["a theme named twice", { themes: ["mobiliteit", "mobiliteit"] }, ["input", "themes", "1"]],
    ["an empty key", { idempotencyKey: "" }, ["input", "idempotencyKey"]],
  ])("names the field that does not fit: %s", async (_what, input, path) => {
    const { data } = await post(input);
    expect(data.postIdea).toMatchObject({
      idea: null,
      userErrors: [{ __typename: "PlainUserError", code: "INVALID_INPUT", path }],
    });
  });

  it("posts once for one idempotency key, also when ten ask at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post({ title: "Eenmaal", idempotencyKey: "k1" })),
    );
    expect(new Set(answers.map(({ data }) => data.postIdea.idea?.id)).size).toBe(1);
    const { data } = await post({ title: "Iets anders", idempotencyKey: "k1" });
    expect(data.postIdea.userErrors).toMatchObject([
      { code: "IDEMPOTENCY_CONFLICT", path: ["input", "idempotencyKey"] },
    ]);
    const other = await app.tokenOf((await build.buildMember()).id);
    expect((await post({ title: "Van een ander", idempotencyKey: "k1" }, other)).data.postIdea.userErrors).toEqual([]);
  });

  it("leaves an event behind, in the same transaction", async () => {
    const { data } = await post({ title: "Gelogd" });
    const events = await app.services.events.after(0, ["idea.posted"], 10_000);
    expect(events.find((event) => event.subjectId === data.postIdea.idea.id)).toMatchObject({
      data: { authorId: author.id, kind: "IDEA" },
    });
  });
});

describe("editing an idea", () => {
  it("keeps what is absent, clears what is null, and counts versions", async () => {
    const idea = await build.buildIdea({ authorId: author.id, title: "Eerst", body: "Tekst", language: Language.NL });
    const { data } = await app.ask(
      EDIT,
      { input: { id: idea.id, version: 1, title: "Dan", language: null, themes: ["fietsen"] } },
      token,
    );
    expect(data.editIdea.idea).toMatchObject({
      title: "Dan",
      body: "Tekst",
      language: null,
      themes: [{ slug: "fietsen" }],
      version: 2,
      editedAt: expect.any(String),
    });
    const cleared = await app.ask(EDIT, { input: { id: idea.id, version: 2, themes: null } }, token);
    expect(cleared.data.editIdea.idea).toMatchObject({ title: "Dan", themes: [], version: 3 });
  });

  it("that changes nothing is none: neither a version nor an event", async () => {
    const idea = await build.buildIdea({ authorId: author.id, title: "Eerst", body: "Tekst" });
    const { data } = await app.ask(EDIT, { input: { id: idea.id, version: 1, title: "Eerst", body: "Tekst" } }, token);
    expect(data.editIdea).toMatchObject({ idea: { title: "Eerst", version: 1, editedAt: null }, userErrors: [] });
    const edits = await app.services.events.after(0, ["idea.edited"], 10_000);
    expect(edits.filter(({ subjectId }) => subjectId === idea.id)).toEqual([]);
  });

  it("refuses a stale version and tells the newest", async () => {
    const idea = await build.buildIdea({ authorId: author.id, version: 4 });
    const { data } = await app.ask(EDIT, { input: { id: idea.id, version: 3, title: "Te laat" } }, token);
    expect(data.editIdea).toMatchObject({
      idea: null,
      userErrors: [{ code: "STALE_VERSION", path: ["input", "version"], currentVersion: 4 }],
    });
  });

  it("lets one of two concurrent edits of one version win", async () => {
    const idea = await build.buildIdea({ authorId: author.id });
    const answers = await Promise.all(
      ["a", "b"].map((title) => app.ask(EDIT, { input: { id: idea.id, version: 1, title } }, token)),
    );
    expect(
      answers.flatMap(({ data }) => data.editIdea.userErrors.map((error: { code: string }) => error.code)),
    ).toEqual(["STALE_VERSION"]);
  });

  it.each([{ title: null }, { body: null }, { kind: null }, { status: "WITHDRAWN" }])("refuses %j", async (change) => {
    const idea = await build.buildIdea({ authorId: author.id });
    const { data } = await app.ask(EDIT, { input: { id: idea.id, version: 1, ...change } }, token);
    expect(data.editIdea).toMatchObject({
      idea: null,
      userErrors: [{ code: "INVALID_INPUT", path: ["input", Object.keys(change)[0]] }],
    });
  });

  it("reads the same for another's idea and for none", async () => {
    const stranger = await app.tokenOf((await build.buildMember()).id);
    const idea = await build.buildIdea({ authorId: author.id });
    const ids = [idea.id, "01890000-0000-7000-8000-000000000000", "not an id"];
    const answers = await Promise.all(
      ids.map((id) => app.ask(EDIT, { input: { id, version: 1, title: "x" } }, stranger)),
    );
    for (const { data } of answers)
      expect(data).toEqual({ editIdea: { idea: null, userErrors: [{ code: "NOT_FOUND", path: ["input", "id"] }] } });
  });
});

describe("withdrawing an idea", () => {
  it("is for the author alone, and hides it from everybody else", async () => {
    const idea = await build.buildIdea({ authorId: author.id, title: "Weg ermee" });
    const stranger = await app.tokenOf((await build.buildMember()).id);
    expect((await app.ask(WITHDRAW, { id: idea.id }, stranger)).data.withdrawIdea.userErrors).toEqual([
      { code: "NOT_FOUND" },
    ]);
    expect((await app.ask(WITHDRAW, { id: idea.id }, token)).data.withdrawIdea).toEqual({
      idea: { status: "WITHDRAWN" },
      userErrors: [],
    });
    expect((await app.ask(WITHDRAW, { id: idea.id }, token)).data.withdrawIdea.userErrors).toEqual([]);
    const read = `query ($id: ID!, $author: ID!) { idea(id: $id) { title } node(id: $id) { id }
      ideas(first: 100, filter: {authorId: $author}) { nodes { id } } member(id: $author) { ideas(first: 100) { nodes { id } } } }`;
    const forStranger = await app.ask(read, { id: idea.id, author: author.id }, stranger);
    expect(forStranger.data).toMatchObject({ idea: null, node: null });
    expect(JSON.stringify(forStranger.data)).not.toContain(idea.id);
    expect((await app.ask(read, { id: idea.id, author: author.id }, token)).data.idea).toEqual({ title: "Weg ermee" });
  });

  it("stops edits, comments and support", async () => {
    const idea = await build.buildIdea({ authorId: author.id, status: IdeaStatus.WITHDRAWN });
    const doing = `mutation ($id: ID!) {
      editIdea(input: {id: $id, version: 1, title: "x"}) { userErrors { code } }
      commentOnIdea(input: {ideaId: $id, body: "x"}) { userErrors { code } }
      supportIdea(input: {ideaId: $id}) { userErrors { code } } }`;
    const codes = async (as: string) =>
      Object.values((await app.ask(doing, { id: idea.id }, as)).data as object).map((p) => p.userErrors[0].code);
    expect(await codes(token)).toEqual(["IDEA_WITHDRAWN", "IDEA_WITHDRAWN", "IDEA_WITHDRAWN"]);
    expect(await codes(await app.tokenOf((await build.buildMember()).id))).toEqual([
      "NOT_FOUND",
      "NOT_FOUND",
      "NOT_FOUND",
    ]);
  });
});

describe("the list of ideas", () => {
  it("filters by kind, author, theme with its narrower ones, and words", async () => {
    const poster = await build.buildMember();
    const theme = await build.buildTheme("zorg");
    const narrower = await build.buildTheme("thuiszorg", { broaderId: theme.id });
    const a = await build.buildIdea({
      authorId: poster.id,
      kind: IdeaKind.QUESTION,
      themes: [narrower],
      title: "Wie helpt de écoles mee?",
    });
    const b = await build.buildIdea({
      authorId: poster.id,
      kind: IdeaKind.SHOWCASE,
      themes: [theme],
      body: "Over buurtzorg gesproken",
    });
    const ids = async (filter: object) =>
      (
        await app.ask(`query ($f: IdeaFilter) { ideas(filter: $f) { totalCount nodes { id } } }`, {
          f: { authorId: poster.id, ...filter },
        })
      ).data.ideas.nodes.map((node: { id: string }) => node.id);
    expect(await ids({})).toEqual([b.id, a.id]);
    expect(await ids({ kinds: ["QUESTION"] })).toEqual([a.id]);
    expect(await ids({ themes: ["zorg"] })).toEqual([b.id, a.id]);
    expect(await ids({ themes: ["thuiszorg"] })).toEqual([a.id]);
    expect(await ids({ themes: ["bestaat-niet"] })).toEqual([]);
    expect(await ids({ search: "ÉCOLES helpt" })).toEqual([a.id]);
    expect(await ids({ search: "buurt" })).toEqual([b.id]);
    expect(await ids({ search: "' & | ! :*" })).toEqual([]);
    expect(await ids({ authorId: "nonsense" })).toEqual([]);
  });
});

describe("comments and support", () => {
  it("keeps one level of replies", async () => {
    const idea = await build.buildIdea();
    const say = `mutation ($input: CommentOnIdeaInput!) { commentOnIdea(input: $input) { comment { id body } userErrors { code path } } }`;
    const first = (await app.ask(say, { input: { ideaId: idea.id, body: "Goed!" } }, token)).data.commentOnIdea.comment;
    const reply = (await app.ask(say, { input: { ideaId: idea.id, replyToId: first.id, body: "Vind ik ook" } }, token))
      .data.commentOnIdea.comment;
    expect([first.body, reply.body]).toEqual(["Goed!", "Vind ik ook"]);
    const deeper = await app.ask(say, { input: { ideaId: idea.id, replyToId: reply.id, body: "En ik" } }, token);
    expect(deeper.data.commentOnIdea.userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", "replyToId"] }]);
    const elsewhere = await app.ask(
      say,
      { input: { ideaId: (await build.buildIdea()).id, replyToId: first.id, body: "?" } },
      token,
    );
    expect(elsewhere.data.commentOnIdea.userErrors).toEqual([{ code: "NOT_FOUND", path: ["input", "replyToId"] }]);
    const { data } = await app.ask(
      `query ($id: ID!) { idea(id: $id) { comments { totalCount nodes { body replies { nodes { body author { name } } } } } } }`,
      { id: idea.id },
    );
    expect(data.idea.comments).toEqual({
      totalCount: 1,
      nodes: [{ body: "Goed!", replies: { nodes: [{ body: "Vind ik ook", author: { name: "Ada" } }] } }],
    });
  });

  it("counts a member's support once, whatever is clicked", async () => {
    const idea = await build.buildIdea();
    const act = (name: string) =>
      app.ask(
        `mutation ($id: ID!) { ${name}(input: {ideaId: $id}) { idea { supportCount viewerSupports } userErrors { code } } }`,
        { id: idea.id },
        token,
      );
    await Promise.all(Array.from({ length: 5 }, () => act("supportIdea")));
    expect((await act("supportIdea")).data.supportIdea.idea).toEqual({ supportCount: 1, viewerSupports: true });
    await act("unsupportIdea");
    expect((await act("unsupportIdea")).data.unsupportIdea.idea).toEqual({ supportCount: 0, viewerSupports: false });
    const events = await app.services.events.after(0, ["idea.supported", "idea.unsupported"], 10_000);
    expect(events.filter((event) => event.subjectId === idea.id).map((event) => event.kind)).toEqual([
      "idea.supported",
      "idea.unsupported",
    ]);
  });
});
