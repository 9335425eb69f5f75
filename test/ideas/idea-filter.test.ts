import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { Language } from "../../src/core/texts/language.js";
import { IdeaAnswer } from "../../src/domains/ideas/answers/idea-answer.entity.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { delivered, followed, logEnd, subscribers } from "../support/follow.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let person: ReturnType<typeof moderating>["person"];
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  ({ person } = moderating(app, build));
});
afterAll(() => app.end());

/** What each test lists has a theme of its own. */
let theme: Theme;
beforeEach(async () => {
  theme = await build.buildTheme();
});

const posted = async (overrides: Partial<Idea> = {}): Promise<string> =>
  (await build.buildIdea({ themes: [theme], ...overrides })).id;
const listed = async (filter: object, by?: Person): Promise<string[]> => {
  const query = `query ($filter: IdeaFilter) { ideas(filter: $filter, orderBy: OLDEST) { totalCount nodes { id } } }`;
  const { data, errors } = await app.ask(query, { filter: { themes: [theme.slug], ...filter } }, by?.token);
  if (errors) throw new Error(JSON.stringify(errors));
  expect(data.ideas.totalCount).toBe(data.ideas.nodes.length);
  return data.ideas.nodes.map(({ id }: { id: string }) => id);
};
/** Whether the next idea of a member is delivered to who subscribed with a filter. */
const isDelivered = async (author: Person, input: object, filter: object, by?: Person): Promise<boolean> => {
  const live = followed<{ ideaPosted: { idea: { title: string } } }>(
    app.socket(by?.token),
    "subscription ($filter: IdeaFilter, $after: String) { ideaPosted(filter: $filter, after: $after) { idea { title } } }",
    { filter, after: await logEnd(app) },
  );
  await subscribers(app, 1);
  const { data } = await app.ask(
    `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { userErrors { code } } }`,
    { input: { kind: "IDEA", title: "Nieuw", body: "…", themes: [], ...input } },
    author.token,
  );
  expect(data.postIdea.userErrors).toEqual([]);
  await delivered(app);
  await new Promise((resolve) => setTimeout(resolve, 50));
  live.stop();
  await subscribers(app, 0);
  return live.received.length > 0;
};

describe("ideas by their status", () => {
  it("are those with one of the statuses; without any, all that are not withdrawn", async () => {
    const [open, progress, done] = [
      await posted(),
      await posted({ status: IdeaStatus.IN_PROGRESS }),
      await posted({ status: IdeaStatus.DONE }),
    ];
    expect(await listed({ statuses: ["DONE"] })).toEqual([done]);
    expect(await listed({ statuses: ["OPEN", "IN_PROGRESS"] })).toEqual([open, progress]);
    for (const none of [{}, { statuses: null }, { statuses: [] }])
      expect(await listed(none)).toEqual([open, progress, done]);
  });

  it("are withdrawn ones for their author alone, whoever asks", async () => {
    const [author, other, organiser] = [await person(), await person(), await person(Role.ORGANISER)];
    const withdrawn = await posted({ authorId: author.id, status: IdeaStatus.WITHDRAWN });
    const open = await posted({ authorId: author.id });
    const statuses = ["WITHDRAWN", "OPEN"];
    expect(await listed({ statuses }, author)).toEqual([withdrawn, open]);
    for (const by of [other, organiser, undefined]) expect(await listed({ statuses }, by)).toEqual([open]);
  });

  it("are without hidden ones, and without those of who blocked the caller", async () => {
    const [author, other] = [await person(), await person()];
    for (const status of [IdeaStatus.WITHDRAWN, IdeaStatus.OPEN])
      await posted({ authorId: author.id, status, hiddenAt: new Date() });
    const open = await posted({ authorId: author.id });
    expect(await listed({ statuses: ["OPEN", "WITHDRAWN"] }, author)).toEqual([open]);
    await app.services.database.query(
      sql`INSERT INTO block (blocker_id, blocked_id, blocked_at) VALUES (${author.id}, ${other.id}, now())`,
    );
    for (const statuses of [["OPEN"], ["OPEN", "WITHDRAWN"]]) expect(await listed({ statuses }, other)).toEqual([]);
  });
});

describe("ideas of an organisation", () => {
  it("are those of its members whose profile the caller may see", async () => {
    const { id: organisationId } = await build.buildOrganisation();
    const open = await build.buildMember({ organisationId });
    const closed = await build.buildMember({ organisationId, profileVisibility: ProfileVisibility.MEMBERS });
    const hidden = await build.buildMember({ organisationId, hiddenAt: new Date() });
    const [byOpen, byClosed, byHidden] = [
      await posted({ authorId: open.id }),
      await posted({ authorId: closed.id }),
      await posted({ authorId: hidden.id }),
    ];
    await posted();
    expect(await listed({ organisationId: organisationId.toUpperCase() })).toEqual([byOpen]);
    expect(await listed({ organisationId }, await person())).toEqual([byOpen, byClosed]);
    expect(await listed({ organisationId }, await person(Role.ORGANISER))).toEqual([byOpen, byClosed, byHidden]);
  });

  it("are none of one that is hidden or that there is not, except for moderators", async () => {
    const { id: organisationId } = await build.buildOrganisation({ hiddenAt: new Date() });
    const { id: authorId } = await build.buildMember({ organisationId });
    const idea = await posted({ authorId });
    expect(await listed({ organisationId })).toEqual([]);
    expect(await listed({ organisationId }, await person(Role.ADMIN))).toEqual([idea]);
    for (const wrong of ["x", authorId]) expect(await listed({ organisationId: wrong })).toEqual([]);
    expect(await listed({ organisationId: "" })).toEqual([idea]);
  });
});

describe("questions and languages", () => {
  it("are found with and without an answer, and no other ideas", async () => {
    await posted();
    const kind = IdeaKind.QUESTION;
    const [without, withOne] = [await posted({ kind }), await posted({ kind })];
    const { id: commentId } = await build.buildComment({ ideaId: withOne });
    await app.services.database.source.manager.insert(IdeaAnswer, { ideaId: withOne, commentId, markedAt: new Date() });
    expect(await listed({ unanswered: true })).toEqual([without]);
    expect(await listed({ unanswered: false })).toEqual([withOne]);
    expect(await listed({ unanswered: true, kinds: ["IDEA"] })).toEqual([]);
    expect(await listed({ unanswered: null, kinds: ["QUESTION"] })).toEqual([without, withOne]);
  });

  it("are found together with all other conditions", async () => {
    const { id: organisationId } = await build.buildOrganisation();
    const { id: authorId } = await build.buildMember({ organisationId });
    const matching = { kind: IdeaKind.QUESTION, language: Language.FR, authorId, status: IdeaStatus.IN_PROGRESS };
    const idea = await posted({ ...matching, title: "Comment partager des vélos ?" });
    for (const other of [
      { kind: IdeaKind.IDEA },
      { language: Language.NL },
      { language: null },
      { authorId: (await build.buildMember()).id },
      { status: IdeaStatus.OPEN },
      { title: "Autre chose" },
    ])
      await posted({ ...matching, title: "Comment partager des vélos ?", ...other });
    const filter = { unanswered: true, language: "FR", organisationId, statuses: ["IN_PROGRESS"], search: "velo" };
    expect(await listed(filter)).toEqual([idea]);
    for (const condition of Object.keys(filter)) {
      const found = await listed({ ...filter, [condition]: null });
      expect([condition, found.includes(idea), found.length > 1]).toEqual([condition, true, true]);
    }
  });
});

describe("the same filter on ideas as they are posted", () => {
  it.each<[string, object, object, boolean]>([
    ["another language", { language: "NL" }, { language: "FR" }, false],
    ["the language", { language: "FR" }, { language: "FR" }, true],
    ["a question without an answer", { kind: "QUESTION" }, { unanswered: true }, true],
    ["what is no question", { kind: "IDEA" }, { unanswered: true }, false],
    ["questions with an answer, which no new one has", { kind: "QUESTION" }, { unanswered: false }, false],
    ["the status that all have at first", {}, { statuses: ["OPEN", "DONE"] }, true],
    ["a status that none has at first", {}, { statuses: ["DONE"] }, false],
    ["an empty list of statuses", {}, { statuses: [] }, true],
  ])("has its meaning for %s", async (_what, input, filter, expected) => {
    expect(await isDelivered(await person(), input, filter)).toBe(expected);
  });

  it("delivers those of an organisation to who may see the author's profile", async () => {
    const { id: organisationId } = await build.buildOrganisation();
    const member = await build.buildMember({ organisationId, profileVisibility: ProfileVisibility.MEMBERS });
    const author = Object.assign(member, { token: await app.tokenOf(member.id) });
    expect(await isDelivered(author, {}, { organisationId })).toBe(false);
    expect(await isDelivered(author, {}, { organisationId }, await person())).toBe(true);
    expect(await isDelivered(await person(), {}, { organisationId }, await person())).toBe(false);
  });

  it("leaves out a question that was answered, or is no question any more, before it was delivered", async () => {
    const author = await person();
    const after = await logEnd(app);
    const ask = async (title: string): Promise<string> => {
      const { data } = await app.ask(
        `mutation ($title: String!) { postIdea(input: {kind: QUESTION, title: $title, body: "…", themes: []}) { idea { id } } }`,
        { title },
        author.token,
      );
      return data.postIdea.idea.id;
    };
    const [answered, changed] = [await ask("beantwoord"), await ask("veranderd")];
    const { id: commentId } = await build.buildComment({ ideaId: answered });
    const markedAt = new Date();
    await app.services.database.source.manager.insert(IdeaAnswer, { ideaId: answered, commentId, markedAt });
    await app.services.database.query(sql`
      WITH edited AS (UPDATE idea SET kind = 'IDEA' WHERE id = ${changed} RETURNING 1) SELECT 1 FROM edited`);
    await ask("open");
    const live = followed<{ ideaPosted: { idea: { title: string } } }>(
      app.socket(),
      "subscription ($after: String) { ideaPosted(filter: {unanswered: true}, after: $after) { idea { title } } }",
      { after },
    );
    const [first] = await live.has(1);
    expect(first!.ideaPosted.idea.title).toBe("open");
    live.stop();
  });
});
