import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { tokenIn } from "../support/mailbox.js";

let mails: MailFolder;
let app: TestApp;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  mails = mailFolder();
  app = await testApp(undefined, { dataDir: mails.dataDir });
  members = notifying(app);
});
afterAll(async () => {
  await app.end();
  mails.remove();
});

let ada: Person;
let bob: Person;
let carl: Person;
let idea: Idea;
beforeEach(async () => {
  ada = await members.person("Ada");
  bob = await members.person("Bob");
  carl = await members.person("Carl");
  idea = await members.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
});

const FIELDS = "id body version mentions { start end member { id } }";
/** The mention of a member by the words `@Name` in a text. */
const at = (text: string, member: Person, words = `@${member.name}`) => {
  const start = text.indexOf(words);
  return { memberId: member.id, start, end: start + words.length };
};
const post = (by: Person, body: string, mentions?: object[], idempotencyKey?: string) =>
  members.mutate(
    "postIdea",
    by,
    { kind: "IDEA", title: "Zon", body, themes: [], mentions, idempotencyKey },
    `idea { ${FIELDS} }`,
  );
const comment = (by: Person, body: string, mentions?: object[], replyToId?: string) =>
  members.mutate("commentOnIdea", by, { ideaId: idea.id, body, mentions, replyToId }, `comment { ${FIELDS} }`);
const editComment = (by: Person, input: object) => members.mutate("editComment", by, input, `comment { ${FIELDS} }`);
/** What a text mentions, each with its words. */
const mentioned = ({ body, mentions }: Mentioning) =>
  mentions.map(({ start, end, member }) => [body.slice(start, end), member.id]);
interface Mentioning {
  id: string;
  body: string;
  version: number;
  mentions: { start: number; end: number; member: { id: string } }[];
}
const readComment = async (id: string, token?: string): Promise<Mentioning> =>
  (await app.ask(`query ($id: ID!) { node(id: $id) { ... on Comment { ${FIELDS} } } }`, { id }, token)).data.node;
const kinds = async (member: Person) => {
  await members.allMade();
  return (await members.list(member)).map(({ kind, count }) => [kind, count]);
};

describe("a mention", () => {
  it("stands in an idea or a comment as a member and a range of its text, whatever the words", async () => {
    const body = "Een idee voor 👩‍👩‍👧 van @Bob en mijn buurvrouw.";
    const { idea: posted, userErrors } = await post(ada, body, [at(body, carl, "mijn buurvrouw"), at(body, bob)]);
    expect(userErrors).toEqual([]);
    expect(mentioned(posted)).toEqual([
      ["@Bob", bob.id],
      ["mijn buurvrouw", carl.id],
    ]);
    const { comment: made } = await comment(carl, "Dag @Ada!", [at("Dag @Ada!", ada)]);
    expect(mentioned(made)).toEqual([["@Ada", ada.id]]);
    expect(mentioned(await readComment(made.id))).toEqual([["@Ada", ada.id]]);
  });

  it("stays at its words when a text is stored without what surrounds it, and with other line breaks", async () => {
    const written = " \r\n Eén.\r\n\r\nCafe\u0301 met @Bob, @Carl \r\n";
    const { comment: made } = await comment(ada, written, [at(written, carl), at(written, bob)]);
    expect(made.body).toBe("Eén.\n\nCafé met @Bob, @Carl");
    expect(mentioned(made)).toEqual([
      ["@Bob", bob.id],
      ["@Carl", carl.id],
    ]);
  });

  const outside = ["INVALID_INPUT", ["input", "mentions", "0"]];
  it.each([
    ["before the text", [{ start: -1, end: 3 }], outside],
    ["after the text", [{ start: 4, end: 90 }], outside],
    ["nothing", [{ start: 4, end: 4 }], outside],
    ["a space", [{ start: 3, end: 4 }], outside],
    ["backwards", [{ start: 6, end: 4 }], outside],
    ["half a character", [{ start: 9, end: 10 }], outside],
    [
      "words of another mention",
      [
        { start: 4, end: 8 },
        { start: 6, end: 8 },
      ],
      ["INVALID_INPUT", ["input", "mentions", "1"]],
    ],
    [
      "more than ten members",
      Array.from({ length: 11 }, () => ({ start: 4, end: 8 })),
      ["INVALID_INPUT", ["input", "mentions"]],
    ],
  ])("does not point at %s", async (_what, ranges, [code, path]) => {
    const body = "Dag @Bob 👋 hallo";
    const mentions = ranges.map((range) => ({ ...range, memberId: bob.id }));
    for (const act of [post, comment]) {
      const { userErrors, ...nothing } = await act(carl, body, mentions);
      expect([Object.values(nothing), userErrors]).toEqual([[null], [{ code, path }]]);
    }
    const { comment: made } = await comment(carl, body);
    const edit = await editComment(carl, { id: made.id, version: 1, body, mentions });
    expect(edit).toEqual({ comment: null, userErrors: [{ code, path }] });
    expect(await kinds(bob)).toEqual([]);
  });

  it("is of a member whose profile the author may see", async () => {
    await members.mutate("blockMember", bob, { memberId: carl.id }, "");
    const body = "Dag @Ada en @Bob";
    for (const memberId of [bob.id, app.services.newId(), "nobody"]) {
      const mentions = [at(body, ada), { ...at(body, bob), memberId }];
      for (const act of [post, comment])
        expect((await act(carl, body, mentions)).userErrors).toEqual([
          { code: "NOT_FOUND", path: ["input", "mentions", "1", "memberId"] },
        ]);
    }
  });

  it("is shown to those who may see the member, and with the text alone", async () => {
    const body = "Dag @Bob en @Carl";
    const { comment: made } = await comment(ada, body, [at(body, bob), at(body, carl)]);
    const dora = await members.person("Dora");
    await members.mutate("blockMember", bob, { memberId: dora.id }, "");
    expect(mentioned(await readComment(made.id, dora.token))).toEqual([["@Carl", carl.id]]);
    await app.services.database.query(sql`UPDATE comment SET hidden_at = now() WHERE id = ${made.id} RETURNING 1`);
    expect(await readComment(made.id, dora.token)).toMatchObject({ body: null, mentions: [] });
    expect(mentioned(await readComment(made.id, ada.token))).toHaveLength(2);
  });

  it("goes with a comment that is withdrawn, and with the account of the member", async () => {
    const body = "Dag @Bob en @Carl";
    const { comment: made } = await comment(ada, body, [at(body, bob), at(body, carl)]);
    const { email } = (await app.ask("{ viewer { email } }", {}, carl.token)).data.viewer;
    await members.mutate("eraseMyAccount", carl, { posts: "KEEP" }, "");
    await members.mutate("confirmErasure", carl, { token: tokenIn(await mails.mailTo(email, /confirm-erasure/)) }, "");
    expect(mentioned(await readComment(made.id))).toEqual([["@Bob", bob.id]]);
    await members.mutate("withdrawComment", ada, { id: made.id }, "");
    expect(await app.services.database.query(sql`SELECT member_id FROM mention WHERE comment_id = ${made.id}`)).toEqual(
      [],
    );
  });

  it("is part of what a repeated request must have in common with the first", async () => {
    const body = "Dag @Bob en @Carl";
    const [one, other] = [at(body, bob), at(body, carl)];
    const first = await post(ada, body, [one, other], "k");
    expect((await post(ada, body, [other, one], "k")).idea.id).toBe(first.idea.id);
    expect((await post(ada, body, [one], "k")).userErrors).toMatchObject([{ code: "IDEMPOTENCY_CONFLICT" }]);
    expect(await kinds(bob)).toEqual([["MENTIONED", 1]]);
  });
});

describe("an edit", () => {
  const body = "Dag @Bob en @Carl";
  let made: Mentioning;
  beforeEach(async () => {
    made = (await comment(ada, body, [at(body, bob), at(body, carl)])).comment;
  });
  const edited = async (input: object): Promise<Mentioning> =>
    (await editComment(ada, { id: made.id, version: made.version, ...input })).comment;

  it("retains the mentions whose words stand where they stood", async () => {
    expect(mentioned(await edited({ body: "Dag @Bob, en jij, @Carl" }))).toEqual([["@Bob", bob.id]]);
  });

  it("replaces them by those that are given, and removes them with null", async () => {
    const text = "Dag @Carl";
    const changed = await edited({ body: text, mentions: [at(text, carl)] });
    expect(mentioned(changed)).toEqual([["@Carl", carl.id]]);
    expect((await edited({ body: text, version: 2, mentions: null })).mentions).toEqual([]);
  });

  it("of an idea works the same, with its text or without", async () => {
    const { idea: posted } = await post(ada, body, [at(body, bob)]);
    const edit = async (version: number, input: object) =>
      (await members.mutate("editIdea", ada, { id: posted.id, version, ...input }, `idea { ${FIELDS} }`)).idea;
    expect(mentioned(await edit(1, { title: "Wind" }))).toEqual([["@Bob", bob.id]]);
    expect(mentioned(await edit(2, { mentions: [at(body, carl)] }))).toEqual([["@Carl", carl.id]]);
    expect(mentioned(await edit(3, { body: `${body}!` }))).toEqual([["@Carl", carl.id]]);
    expect(mentioned(await edit(4, { mentions: [] }))).toEqual([]);
    expect(await kinds(carl)).toEqual([
      ["MENTIONED", 1],
      ["MENTIONED", 1],
    ]);
  });

  it("notifies those whom the text did not mention before", async () => {
    const dora = await members.person("Dora");
    const text = `${body} en @Dora`;
    await edited({ body: text, mentions: [at(text, bob), at(text, dora)] });
    expect([await kinds(bob), await kinds(dora)]).toEqual([[["MENTIONED", 1]], [["MENTIONED", 1]]]);
  });
});

describe("who is mentioned", () => {
  it("is notified once, however often, and not of what they wrote themselves", async () => {
    const body = "Dag @Bob, ja @Carl, en jij, @Bob: groeten van @Ada";
    const again = body.lastIndexOf("@Bob");
    await post(ada, body, [
      at(body, bob),
      { memberId: bob.id, start: again, end: again + 4 },
      at(body, carl),
      at(body, ada),
    ]);
    await members.allMade();
    expect(await members.list(bob)).toMatchObject([
      { kind: "MENTIONED", count: 1, text: "Ada mentioned you on “Zon”.", actor: { id: ada.id } },
    ]);
    expect([await kinds(carl), await kinds(ada)]).toEqual([[["MENTIONED", 1]], []]);
  });

  it("is notified once of a comment that they hear of in any case", async () => {
    const body = "Dag @Ada en @Bob en @Carl";
    const mentions = [at(body, ada), at(body, bob), at(body, carl)];
    const top = await members.comment(bob, idea.id);
    await members.mutate("followIdea", carl, { ideaId: idea.id }, "");
    const dora = await members.person("Dora");
    await comment(dora, body, mentions, top);
    expect(await kinds(ada)).toEqual([["IDEA_COMMENTED", 2]]);
    expect(await kinds(bob)).toEqual([["COMMENT_REPLIED", 1]]);
    expect(await kinds(carl)).toEqual([["MENTIONED", 1]]);
  });

  it("is not notified of an idea that they may not see", async () => {
    await members.mutate("blockMember", ada, { memberId: bob.id }, "");
    const { userErrors } = await comment(carl, "Dag @Bob", [at("Dag @Bob", bob)]);
    expect(userErrors).toEqual([]);
    expect(await kinds(bob)).toEqual([]);
  });
});
