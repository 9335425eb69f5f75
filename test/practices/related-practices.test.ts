import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Stance } from "../../src/domains/members/member.enums.js";
import { PracticeStatus } from "../../src/domains/practices/practice.enums.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { sharing, type Person } from "./sharing.js";

let app: TestApp;
let on: ReturnType<typeof sharing>;
beforeAll(async () => {
  app = await testApp();
  on = sharing(app);
});
afterAll(() => app.end());

const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
const idsIn = (practices: { id: string }[]): string[] => practices.map(({ id }) => id);
const relatedTo = async (id: string, by?: Person, first = 5): Promise<string[]> =>
  idsIn((await on.read(id, by, `related(first: ${first}) { id }`)).related);

describe("practices like another", () => {
  it("share its themes, those with most in common first, then the latest", async () => {
    const [a, b, c, elsewhere] = await Promise.all([1, 2, 3, 4].map(() => on.build.buildTheme()));
    const own = await on.build.buildPractice({ themes: [a!, b!, c!] });
    const [one, two, three] = [
      await on.build.buildPractice({ themes: [a!], sharedAt: at(1) }),
      await on.build.buildPractice({ themes: [b!, a!], sharedAt: at(2) }),
      await on.build.buildPractice({ themes: [c!, elsewhere!], sharedAt: at(3) }),
    ];
    await on.build.buildPractice({ themes: [elsewhere!] });
    expect(await relatedTo(own.id)).toEqual(idsIn([two, three, one]));
    expect(await relatedTo(own.id, undefined, 1)).toEqual(idsIn([two]));
    expect(await relatedTo(own.id, undefined, 0)).toEqual([]);
    const idea = await on.build.buildIdea({ themes: [a!, c!] });
    const { data } = await app.ask(`query ($id: ID!) { idea(id: $id) { suggestedPractices { id } } }`, { id: idea.id });
    expect(idsIn(data.idea.suggestedPractices)).toEqual(idsIn([own, three, two, one]));
  });

  it("are none that the caller may not see, and none for what has no themes", async () => {
    const [theme, viewer] = [await on.build.buildTheme(), await on.person()];
    const own = await on.build.buildPractice({ themes: [theme] });
    for (const hidden of [
      { status: PracticeStatus.IN_REVIEW },
      { status: PracticeStatus.WITHDRAWN },
      { hiddenAt: new Date() },
    ])
      await on.build.buildPractice({ ...hidden, themes: [theme], sharedById: viewer.id });
    const blocking = await on.build.buildPractice({ themes: [theme] });
    const block = { blockerId: blocking.sharedById, blockedId: viewer.id, blockedAt: new Date() };
    await app.services.database.source.manager.insert(Block, block);
    expect(await relatedTo(own.id, viewer)).toEqual([]);
    expect(await relatedTo(own.id)).toEqual([blocking.id]);
    expect(await relatedTo((await on.build.buildPractice()).id)).toEqual([]);
  });

  it("take one statement, for however many", async () => {
    const theme = await on.build.buildTheme();
    for (let n = 0; n < 10; n++) await on.build.buildPractice({ themes: [theme] });
    const query = `query ($slug: String!) { practices(filter: {themes: [$slug]}) { nodes { related { title } } } }`;
    const statements = await app.statements.ofRequests(() => app.ask(query, { slug: theme.slug }));
    expect({ count: statements.length, statements }).toMatchObject({ count: 2 });
  });
});

describe("the practices suggested to a member", () => {
  it("are of their themes, of others, and not those that they used or are the contact of", async () => {
    const [theme, other] = [await on.build.buildTheme(), await on.build.buildTheme()];
    const viewer = await on.person();
    const { manager } = app.services.database.source;
    const { Interest } = await import("../../src/domains/members/interest.entity.js");
    await manager.insert(Interest, { memberId: viewer.id, themeId: theme.id, stance: Stance.SEEKS });
    const fitting = await on.build.buildPractice({ themes: [theme, other] });
    await on.build.buildPractice({ themes: [other] });
    await on.build.buildPractice({ themes: [theme], sharedById: viewer.id });
    await on.build.buildPractice({ themes: [theme], contactId: viewer.id });
    await on.build.buildPractice({ themes: [theme], status: PracticeStatus.IN_REVIEW });
    const used = await on.build.buildPractice({ themes: [theme] });
    await on.build.buildPracticeUse({ practiceId: used.id, usedById: viewer.id });
    const { data, errors } = await app.ask(
      `{ viewer { suggestedPractices { score explanation(language: NL) sharedThemes { theme { slug } share } practice { id } } } }`,
      {},
      viewer.token,
    );
    expect(errors).toBeUndefined();
    expect(data.viewer.suggestedPractices).toEqual([
      {
        ...{ score: 1, practice: { id: fitting.id }, sharedThemes: [{ theme: { slug: theme.slug }, share: 1 }] },
        explanation: expect.stringContaining(theme.slug),
      },
    ]);
  });
});
