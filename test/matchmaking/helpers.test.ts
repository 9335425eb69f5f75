import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import type { Member } from "../../src/domains/members/member.entity.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const POST = `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } userErrors { code }
  suggestedCollaborators { member { id } score complements { theme { slug } viewerStance memberStance } explanation(language: EN) } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

let theme: Theme;
let author: Member;
beforeEach(async () => {
  theme = await build.buildTheme();
  author = await build.buildMember();
});

const withInterest = (stance: Stance, overrides: Partial<Member> = {}, more: [Theme, Stance][] = []) =>
  build.buildMember({ interests: [[theme, stance], ...more], ...overrides });
const post = async (input: object = {}) => {
  await app.caughtUp();
  const given = { kind: "QUESTION", title: "Wie weet hoe?", body: "Ik zoek raad.", themes: [theme.slug], ...input };
  const { data, errors } = await app.ask(POST, { input: given }, await app.tokenOf(author.id));
  expect(errors).toBeUndefined();
  return data.postIdea;
};
const suggested = async (input?: object): Promise<string[]> =>
  (await post(input)).suggestedCollaborators.map(({ member }: { member: { id: string } }) => member.id);

describe("who posts a question", () => {
  it("is suggested three members who offer help with its themes, with the reasons", async () => {
    const helpers = [];
    for (let n = 0; n < 4; n++) helpers.push((await withInterest(Stance.OFFERS)).id);
    for (const stance of [Stance.SEEKS, Stance.FOLLOWS]) await withInterest(stance);
    const { suggestedCollaborators: suggestions } = await post();
    const ids = suggestions.map(({ member }: { member: { id: string } }) => member.id);
    expect(ids).toEqual(helpers.slice(0, 3));
    expect(suggestions[0]).toMatchObject({
      complements: [{ theme: { slug: theme.slug }, viewerStance: "SEEKS", memberStance: "OFFERS" }],
      explanation: expect.stringContaining(theme.slug),
    });
  });

  it("from a draft is suggested them as well", async () => {
    const helper = await withInterest(Stance.OFFERS);
    await app.caughtUp();
    const token = await app.tokenOf(author.id);
    const input = { kind: "QUESTION", title: "Wie weet hoe?", body: "Ik zoek raad.", themes: [theme.slug] };
    const saved = await app.ask(
      "mutation ($input: SaveIdeaDraftInput!) { saveIdeaDraft(input: $input) { draft { id version } } }",
      { input },
      token,
    );
    const { data } = await app.ask(
      `mutation ($input: PostIdeaDraftInput!) { postIdeaDraft(input: $input) { suggestedCollaborators { member { id } } } }`,
      { input: saved.data.saveIdeaDraft.draft },
      token,
    );
    expect(data.postIdeaDraft.suggestedCollaborators).toEqual([{ member: { id: helper.id } }]);
  });

  it("is suggested those first who offer help, however much more others share, then the others", async () => {
    const second = await build.buildTheme();
    const third = await build.buildTheme();
    const follower = await withInterest(Stance.FOLLOWS, {}, [
      [second, Stance.FOLLOWS],
      [third, Stance.FOLLOWS],
    ]);
    const others: [Theme, Stance][] = [];
    for (let n = 0; n < 12; n++) others.push([await build.buildTheme(), Stance.FOLLOWS]);
    const helper = await withInterest(Stance.OFFERS, {}, others);
    const { suggestedCollaborators: suggestions } = await post({ themes: [theme.slug, second.slug, third.slug] });
    expect(suggestions.map(({ member }: { member: { id: string } }) => member.id)).toEqual([helper.id, follower.id]);
    expect(suggestions[0].score).toBeLessThan(suggestions[1].score);
  });

  it("is not suggested who is not to be, as with all suggestions", async () => {
    const wanted = await withInterest(Stance.OFFERS);
    for (const unwanted of [{ matchable: false }, { hiddenAt: new Date() }, { suspendedUntil: new Date("2999-01-01") }])
      await withInterest(Stance.OFFERS, unwanted);
    const [blocked, blocker, colleague, dismissed] = [
      await withInterest(Stance.OFFERS),
      await withInterest(Stance.OFFERS),
      await withInterest(Stance.OFFERS),
      await withInterest(Stance.OFFERS),
    ];
    await app.services.database.query(sql`
      INSERT INTO block (blocker_id, blocked_id, blocked_at)
      VALUES (${author.id}, ${blocked.id}, now()), (${blocker.id}, ${author.id}, now())`);
    await build.buildCollaboration([author, colleague]);
    await app.services.database.query(sql`
      INSERT INTO suggestion_dismissal (member_id, dismissed_id, reason, dismissed_at)
      VALUES (${author.id}, ${dismissed.id}, 'OTHER', now())`);
    expect(await suggested()).toEqual([wanted.id]);
  });

  it("is suggested nobody for a theme without members, without themes, and when nothing was posted", async () => {
    await withInterest(Stance.OFFERS);
    expect(await suggested({ themes: [(await build.buildTheme()).slug] })).toEqual([]);
    expect(await suggested({ themes: [] })).toEqual([]);
    expect(await post({ title: "" })).toEqual({
      ...{ idea: null, userErrors: [{ code: "INVALID_INPUT" }], suggestedCollaborators: [] },
    });
  });

  it("is suggested the same for the same request again", async () => {
    const helper = await withInterest(Stance.OFFERS);
    const input = { idempotencyKey: "een sleutel" };
    expect([await suggested(input), await suggested(input)]).toEqual([[helper.id], [helper.id]]);
  });
});

describe("who posts something else", () => {
  it.each(["IDEA", "TRY_OUT", "SHOWCASE"])("is suggested nobody: %s", async (kind) => {
    await withInterest(Stance.OFFERS);
    expect(await suggested({ kind })).toEqual([]);
  });

  it("pays for no suggestions that are not selected", async () => {
    await withInterest(Stance.OFFERS);
    await app.caughtUp();
    const token = await app.tokenOf(author.id);
    const input = { kind: "QUESTION", title: "Wie?", body: "…", themes: [theme.slug] };
    const statements = async (fields: string) =>
      (
        await app.statements.during(() =>
          app.ask(`mutation ($input: PostIdeaInput!) { postIdea(input: $input) { ${fields} } }`, { input }, token),
        )
      ).length;
    expect(await statements("idea { id }")).toBeLessThan(await statements("suggestedCollaborators { member { id } }"));
  });
});
