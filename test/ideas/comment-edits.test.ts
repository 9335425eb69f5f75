import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  app = await testApp();
  members = notifying(app);
});
afterAll(() => app.end());

let ada: Person;
let bob: Person;
let idea: Idea;
let id: string;
beforeEach(async () => {
  ada = await members.person("Ada");
  bob = await members.person("Bob");
  idea = await members.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
  id = await members.comment(bob, idea.id);
});

const FIELDS = "id body version editedAt viewerCanEdit";
const edit = (by: Person, input: object) =>
  members.mutate("editComment", by, { id, ...input }, `comment { ${FIELDS} }`);
const withdraw = (by: Person, of = id) => members.mutate("withdrawComment", by, { id: of }, `comment { ${FIELDS} }`);
const reply = (by: Person, body = "Een antwoord.") =>
  members.mutate("commentOnIdea", by, { ideaId: idea.id, replyToId: id, body }, "comment { id }");
const comments = async (token?: string) =>
  (
    await app.ask(
      `query ($id: ID!) { idea(id: $id) { comments { totalCount nodes { body replies { totalCount nodes { body } } } } } }`,
      { id: idea.id },
      token,
    )
  ).data.idea.comments;

describe("a comment", () => {
  it("is edited by its author, and shows when", async () => {
    const { comment, userErrors } = await edit(bob, { version: 1, body: " Een betere reactie. " });
    expect(userErrors).toEqual([]);
    expect(comment).toMatchObject({ id, body: "Een betere reactie.", version: 2, viewerCanEdit: true });
    expect(Date.parse(comment.editedAt)).toBeGreaterThan(0);
    expect((await comments()).nodes).toMatchObject([{ body: "Een betere reactie." }]);
  });

  it.each([
    ["an empty text", { body: " " }, { code: "INVALID_INPUT", path: ["input", "body"] }],
    ["a text that is too long", { body: "x".repeat(5_001) }, { code: "INVALID_INPUT", path: ["input", "body"] }],
    ["an older version", { version: 0 }, { code: "STALE_VERSION", path: ["input", "version"] }],
  ])("is not edited with %s", async (_what, wrong, error) => {
    expect(await edit(bob, { version: 1, body: "Anders.", ...wrong })).toEqual({ comment: null, userErrors: [error] });
    expect((await comments()).nodes).toMatchObject([{ body: "Een reactie." }]);
  });

  it("is edited and withdrawn by nobody else, not even the author of the idea", async () => {
    for (const act of [() => edit(ada, { version: 1, body: "Anders." }), () => withdraw(ada)])
      expect((await act()).userErrors).toEqual([{ code: "NOT_FOUND", path: ["input", "id"] }]);
    expect((await comments()).nodes).toMatchObject([{ body: "Een reactie." }]);
  });

  it("is not edited on an idea that is withdrawn, or that its author may not see, but can be withdrawn there", async () => {
    await members.mutate("blockMember", ada, { memberId: bob.id }, "");
    expect((await edit(bob, { version: 1, body: "Anders." })).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await withdraw(bob)).userErrors).toEqual([]);
  });

  it("is edited once when it is edited twice at the same time", async () => {
    const both = await Promise.all(["Het ene.", "Het andere."].map((body) => edit(bob, { version: 1, body })));
    expect(both.map(({ userErrors }) => userErrors[0]?.code ?? "edited").sort()).toEqual(["STALE_VERSION", "edited"]);
    const edited = both.find(({ comment }) => comment !== null)!;
    expect((await comments()).nodes).toMatchObject([{ body: edited.comment.body }]);
  });
});

describe("a comment that its author withdraws", () => {
  it("is gone, with its text, and stays withdrawn", async () => {
    expect(await withdraw(bob)).toMatchObject({ comment: { id, body: null, version: 2, viewerCanEdit: false } });
    expect((await withdraw(bob)).comment).toMatchObject({ version: 2 });
    expect(await comments()).toEqual({ totalCount: 0, nodes: [] });
    expect(await app.services.database.source.query(`SELECT body FROM comment WHERE id = $1`, [id])).toEqual([
      { body: "" },
    ]);
    expect((await edit(bob, { version: 2, body: "Toch." })).userErrors).toMatchObject([{ code: "COMMENT_WITHDRAWN" }]);
  });

  it("keeps its place while it has replies, and takes no others", async () => {
    const { comment } = await reply(ada);
    await withdraw(bob);
    const place = { body: null, replies: { totalCount: 1, nodes: [{ body: "Een antwoord." }] } };
    expect(await comments()).toEqual({ totalCount: 1, nodes: [place] });
    expect((await reply(ada)).userErrors).toEqual([{ code: "COMMENT_WITHDRAWN", path: ["input", "replyToId"] }]);
    await withdraw(ada, comment.id);
    expect(await comments()).toEqual({ totalCount: 0, nodes: [] });
  });

  it("is no longer in the notifications of others", async () => {
    await members.has(ada, 1);
    await withdraw(bob);
    expect(await members.list(ada)).toEqual([]);
  });

  it("while replies come has those that came before, and no others", async () => {
    const sent = Array.from({ length: 20 }, (_, n) => reply(ada, `Antwoord ${n}.`));
    const [replies] = await Promise.all([Promise.all(sent), withdraw(bob)]);
    const accepted = replies.filter(({ comment }) => comment !== null);
    const refused = replies.filter(({ comment }) => comment === null);
    expect(refused.every(({ userErrors }) => userErrors[0].code === "COMMENT_WITHDRAWN")).toBe(true);
    const { totalCount, nodes } = await comments();
    expect(totalCount).toBe(accepted.length > 0 ? 1 : 0);
    expect(nodes[0]?.replies.totalCount ?? 0).toBe(accepted.length);
  });
});
