import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { Role } from "../../src/core/access/role.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { mailFolder, type MailFolder } from "../support/mail-folder.js";
import { tokenIn } from "../support/mailbox.js";

let mails: MailFolder;
let app: TestApp;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  mails = mailFolder();
  app = await testApp(undefined, { dataDir: mails.dataDir });
  members = notifying(app);
  for (const slug of ["fietsen", "water"]) await members.build.buildTheme(slug);
});
afterAll(async () => {
  await app.end();
  mails.remove();
});

let ada: Person;
let bob: Person;
beforeEach(async () => {
  [ada, bob] = [await members.person("Ada"), await members.person("Bob")];
});

const FIELDS = "id kind title body language version savedAt themes { slug }";
interface Draft {
  id: string;
  title: string;
  version: number;
}
const save = (by: Person, input: object) => members.mutate("saveIdeaDraft", by, input, `draft { ${FIELDS} }`);
const saved = async (by: Person, input: object): Promise<Draft> => (await save(by, input)).draft;
const post = (by: Person, input: object) =>
  members.mutate("postIdeaDraft", by, input, "idea { id kind title body language version status themes { slug } }");
const discard = (by: Person, id: string) => members.mutate("discardIdeaDraft", by, { id }, "draft { id }");
const drafts = async (by: Person): Promise<Draft[]> =>
  (await app.ask(`{ viewer { ideaDrafts(first: 100) { totalCount nodes { ${FIELDS} } } } }`, {}, by.token)).data.viewer
    .ideaDrafts.nodes;
const whole = {
  kind: "QUESTION",
  title: "Zeepkist",
  body: "Wie bouwt mee?",
  themes: ["water", "fietsen"],
  language: "NL",
};

describe("a draft", () => {
  it("may be incomplete, down to nothing at all", async () => {
    const { draft, userErrors } = await save(ada, {});
    expect(userErrors).toEqual([]);
    expect(draft).toMatchObject({ kind: null, title: "", body: "", language: null, version: 1, themes: [] });
    expect(await saved(ada, { title: "  ", body: null, themes: [] })).toMatchObject({ title: "", body: "" });
  });

  it("is changed on a version: what is absent stays, null clears", async () => {
    const { id } = await saved(ada, whole);
    expect(await saved(ada, { id, version: 1, title: "Zeepkisten" })).toMatchObject({
      ...{ ...whole, title: "Zeepkisten", version: 2, themes: [{ slug: "water" }, { slug: "fietsen" }] },
    });
    expect(await saved(ada, { id, version: 2, kind: null, title: null, themes: null, language: null })).toMatchObject({
      ...{ kind: null, title: "", body: whole.body, language: null, themes: [], version: 3 },
    });
    const refused = async (input: object, by = ada) => (await save(by, { id, title: "Anders", ...input })).userErrors;
    expect(await refused({ version: 2 })).toEqual([{ code: "STALE_VERSION", path: ["input", "version"] }]);
    expect(await refused({})).toEqual([{ code: "INVALID_INPUT", path: ["input", "version"] }]);
    expect(await refused({ version: 3 }, bob)).toEqual([{ code: "NOT_FOUND", path: ["input", "id"] }]);
    expect(await refused({ version: 3, themes: ["nergens"] })).toEqual([
      { code: "INVALID_INPUT", path: ["input", "themes", "0"] },
    ]);
    expect((await drafts(ada)).map(({ title, version }) => [title, version])).toEqual([["", 3]]);
  });

  it.each([
    ["a title that is too long", { title: "x".repeat(301) }, "title"],
    ["a title of two lines", { title: "een\ntwee" }, "title"],
    ["a text that is too long", { body: "x".repeat(20_001) }, "body"],
  ])("has the bounds of an idea otherwise: not %s", async (_what, input, field) => {
    expect((await save(ada, input)).userErrors).toEqual([{ code: "INVALID_INPUT", path: ["input", field] }]);
    expect(await drafts(ada)).toEqual([]);
  });

  it("is one of fifty at most, however many are saved at once", async () => {
    const ids = Array.from({ length: 47 }, () => uuidv7());
    await app.services.database.query(sql`
      INSERT INTO idea_draft (id, author_id, title, body, saved_at)
      SELECT unnest(${ids}::uuid[]), ${ada.id}, '', '', now()`);
    const made = await Promise.all([1, 2, 3, 4, 5, 6].map(() => save(ada, { title: "Nog een" })));
    const codes = made.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(["TOO_MANY_DRAFTS", "TOO_MANY_DRAFTS", "TOO_MANY_DRAFTS"]);
    await discard(ada, ids[0]!);
    expect((await save(ada, {})).userErrors).toEqual([]);
    expect(await drafts(ada)).toHaveLength(50);
  });

  it("is seen by its author alone, wherever ideas are shown", async () => {
    const { id } = await saved(ada, { ...whole, title: "Geheimzinnig plan" });
    const act = moderating(app, members.build);
    const others = [bob, await act.person(Role.ORGANISER), await act.person(Role.ADMIN)];
    const asked = `query ($id: ID!) { node(id: $id) { id } idea(id: $id) { id } ideas(filter: {search: "geheimzinnig"}) { totalCount }
      search: ideas(filter: {themes: ["water"]}) { nodes { title } } similarIdeas(title: "Geheimzinnig plan") { idea { title } }
      member(id: "${ada.id}") { ideas { totalCount } } theme(slug: "water") { ideaCount } }`;
    for (const by of [...others, null]) {
      const { data } = await app.ask(asked, { id }, by?.token);
      expect(data).toMatchObject({
        node: null,
        idea: null,
        ideas: { totalCount: 0 },
        member: { ideas: { totalCount: 0 } },
      });
      expect(JSON.stringify(data)).not.toContain("Geheim");
    }
    for (const by of others) {
      expect((await act.report(by, id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
      expect((await members.mutate("commentOnIdea", by, { ideaId: id, body: "?" }, "")).userErrors).toMatchObject([
        { code: "NOT_FOUND" },
      ]);
      expect((await post(by, { id, version: 1 })).userErrors).toEqual([{ code: "NOT_FOUND", path: ["input", "id"] }]);
      await discard(by, id);
    }
    expect(await drafts(bob)).toEqual([]);
    expect((await app.ask(asked, { id }, ada.token)).data).toMatchObject({
      node: { id },
      idea: null,
      ideas: { totalCount: 0 },
    });
    const events = await app.services.database.query(sql`SELECT kind FROM event WHERE subject_id = ${id}`);
    expect(events).toEqual([]);
  });

  it("is not kept by who is suspended, and is discarded for good", async () => {
    const { id } = await saved(ada, whole);
    await app.services.database.query(
      sql`UPDATE member SET suspended_until = now() + interval '1 day' WHERE id = ${ada.id} RETURNING 1`,
    );
    expect((await save(ada, { id, version: 1, title: "Anders" })).userErrors).toMatchObject([{ code: "SUSPENDED" }]);
    expect((await post(ada, { id, version: 1 })).userErrors).toMatchObject([{ code: "SUSPENDED" }]);
    for (const _time of [1, 2]) expect((await discard(ada, id)).userErrors).toEqual([]);
    expect(await drafts(ada)).toEqual([]);
  });
});

describe("posting a draft", () => {
  it("makes it an idea with the same id, announced as others are", async () => {
    const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
    const live = followed<{ ideaPosted: { idea: { title: string } } }>(
      app.socket(bob.token),
      `subscription ($after: String!) { ideaPosted(filter: {authorId: "${ada.id}"}, after: $after) { idea { title } } }`,
      { after },
    );
    const { id, version } = await saved(ada, whole);
    const { idea, userErrors } = await post(ada, { id, version });
    expect(userErrors).toEqual([]);
    expect(idea).toEqual({
      ...whole,
      id,
      status: "OPEN",
      version: 1,
      themes: [{ slug: "water" }, { slug: "fietsen" }],
    });
    expect(await drafts(ada)).toEqual([]);
    expect(await live.has(1)).toEqual([{ ideaPosted: { idea: { title: whole.title } } }]);
    live.stop();
  });

  it("posts it once, however often it is asked at the same time or later", async () => {
    const { id } = await saved(ada, whole);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(ada, { id, version: 1 })));
    answers.push(await post(ada, { id, version: 1 }));
    expect(answers.map(({ idea, userErrors }) => [idea?.id, userErrors])).toEqual(answers.map(() => [id, []]));
    const [{ count }] = (await app.services.database.query<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM event WHERE kind = 'idea.posted' AND subject_id = ${id}`,
    )) as [{ count: number }];
    expect(count).toBe(1);
  });

  it("as it is saved takes what was saved before, or nothing", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await saved(ada, whole);
      const [edited, posted] = await Promise.all([
        save(ada, { id, version: 1, title: "Anders" }),
        post(ada, { id, version: 1 }),
      ]);
      if (edited.draft) expect(posted.userErrors).toMatchObject([{ code: "STALE_VERSION" }]);
      else expect([edited.userErrors[0].code, posted.idea.title]).toEqual(["NOT_FOUND", whole.title]);
    }
  });

  it("needs what an idea needs", async () => {
    const refused = async (input: object) => {
      const { id } = await saved(ada, { ...whole, ...input });
      return (await post(ada, { id, version: 1 })).userErrors;
    };
    const needed = (field: string) => [{ code: "INVALID_INPUT", path: ["input", field] }];
    for (const field of ["kind", "title", "body"]) expect(await refused({ [field]: null })).toEqual(needed(field));
    await members.build.buildTheme("voorbij");
    const { id } = await saved(ada, { ...whole, themes: ["voorbij"] });
    await app.services.database.query(sql`UPDATE theme SET archived = true WHERE slug = 'voorbij' RETURNING 1`);
    expect((await post(ada, { id, version: 1 })).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "themes", "0"] },
    ]);
    expect(await drafts(ada)).toHaveLength(4);
  });
});

describe("the account of the author", () => {
  it("has the drafts in its export, and takes them along when it is erased", async () => {
    await saved(ada, whole);
    const { url } = await members.mutate("exportMyData", ada, {}, "url");
    const files = unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const exported = JSON.parse(strFromU8(files["data.json"]!)) as Record<string, object[]>;
    expect(exported.idea_draft).toMatchObject([{ ...whole, version: 1 }]);
    const { email } = (await app.ask("{ viewer { email } }", {}, ada.token)).data.viewer;
    await members.mutate("eraseMyAccount", ada, { posts: "KEEP" }, "");
    await members.mutate("confirmErasure", ada, { token: tokenIn(await mails.mailTo(email, /confirm-erasure/)) }, "");
    expect(await app.services.database.query(sql`SELECT FROM idea_draft WHERE author_id = ${ada.id}`)).toEqual([]);
  });
});

it("drafts are read in the same number of statements, however many", async () => {
  const read = () => app.statements.ofRequests(() => drafts(ada));
  await saved(ada, whole);
  // The service knows a new account by the log, and asks for it until then.
  await app.caughtUp();
  const one = await read();
  for (let n = 0; n < 3; n++) await saved(ada, whole);
  const four = await read();
  expect(four).toEqual(one);
  expect(await drafts(ada)).toHaveLength(4);
});
