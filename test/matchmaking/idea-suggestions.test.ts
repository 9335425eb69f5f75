import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaKind, IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Support } from "../../src/domains/ideas/support.entity.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const SUGGESTED = `query ($first: Int) { viewer { suggestedIdeas(first: $first) {
  idea { id } score sharedThemes { theme { id } through { id } share } explanation(language: EN) } } }`;

interface Suggestion {
  idea: { id: string };
  score: number;
  sharedThemes: { theme: { id: string }; through: { id: string } | null; share: number }[];
  explanation: string;
}

let app: TestApp;
let build: ReturnType<typeof builders>;
let author: Member;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  author = await build.buildMember();
});
afterAll(() => app.end());

const suggested = async (member: Member, first: number | null = 100): Promise<Suggestion[]> => {
  const { data, errors } = await app.ask(SUGGESTED, { first }, await app.tokenOf(member.id));
  expect(errors).toBeUndefined();
  return data.viewer.suggestedIdeas as Suggestion[];
};
const idsOf = (suggestions: Suggestion[]): string[] => suggestions.map(({ idea }) => idea.id);
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

describe("suggested ideas", () => {
  it("are ranked by the summed rarity of themes, also through broader ones, for every member of a network", async () => {
    // In a database of its own, where all ideas are known.
    const other = await testApp();
    const make = builders(other.services.database.source.manager);
    let seed = 11;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const themes: Theme[] = [];
    for (let n = 0; n < 3; n++) themes.push(await make.buildTheme());
    for (let n = 0; n < 9; n++) themes.push(await make.buildTheme(undefined, { broaderId: themes[n % 3]!.id }));
    const kinds = Object.values(IdeaKind);
    const stances = Object.values(Stance);
    const chosen = () => themes.filter((_, n) => random() < 1 / (1.5 + (n % 6)));
    const poster = await make.buildMember();
    const ideas: (Idea & { themes: Theme[] })[] = [];
    // Two by two alike and posted at the same moment: then the id decides.
    for (let pair = 0; pair < 20; pair++) {
      const carried = chosen();
      const alike = { kind: kinds[pair % 4]!, themes: carried, postedAt: daysAgo(1 + pair) };
      for (let n = 0; n < 2; n++)
        ideas.push(Object.assign(await make.buildIdea({ authorId: poster.id, ...alike }), { themes: carried }));
    }

    const weight = (theme: Theme): number => {
      const carries = (idea: { themes: Theme[] }) =>
        idea.themes.some(({ id, broaderId }) => id === theme.id || broaderId === theme.id);
      const n = ideas.filter(carries).length;
      return Math.round(1e6 * Math.log(1 + (ideas.length - n + 0.5) / (n + 0.5)));
    };
    const byId = (id: string | null) => themes.find((theme) => theme.id === id);
    const points = (own: Theme, stance: Stance, idea: (typeof ideas)[number]): number => {
      const broader = byId(own.broaderId);
      const asks = idea.kind === IdeaKind.QUESTION || idea.kind === IdeaKind.TRY_OUT;
      if (idea.themes.some(({ id }) => id === own.id)) return weight(own) * (asks && stance === Stance.OFFERS ? 10 : 4);
      const below = (theme: Theme) => idea.themes.some(({ broaderId }) => broaderId === theme.id);
      return Math.max(
        below(own) ? 2 * weight(own) : 0,
        broader && idea.themes.some(({ id }) => id === broader.id) ? 2 * weight(broader) : 0,
        broader && below(broader) ? weight(broader) : 0,
      );
    };
    let through = 0;
    for (let n = 0; n < 12; n++) {
      const interests = chosen().map((theme) => [theme, stances[Math.floor(random() * 3)]!] as [Theme, Stance]);
      const viewer = await make.buildMember({ interests });
      const best = interests.reduce(
        (sum, [theme, stance]) => sum + weight(theme) * (stance === Stance.OFFERS ? 10 : 4),
        0,
      );
      const expected = ideas
        .map((idea) => ({
          idea,
          parts: interests.map(([theme, stance]) => [theme.id, points(theme, stance, idea)] as const),
        }))
        .map(({ idea, parts }) => ({ idea, parts, total: parts.reduce((sum, [, part]) => sum + part, 0) }))
        .filter(({ total }) => total > 0)
        .sort(
          (a, b) =>
            b.total - a.total ||
            b.idea.postedAt.getTime() - a.idea.postedAt.getTime() ||
            (a.idea.id < b.idea.id ? 1 : -1),
        );
      const { data } = await other.ask(SUGGESTED, { first: 100 }, await other.tokenOf(viewer.id));
      const got = data.viewer.suggestedIdeas as Suggestion[];
      expect(idsOf(got)).toEqual(expected.map(({ idea }) => idea.id));
      got.forEach(({ score, sharedThemes }, place) => {
        const { parts, total } = expected[place]!;
        expect(score).toBeCloseTo(total / best, 9);
        expect(score).toBeLessThanOrEqual(1);
        expect(new Map(sharedThemes.map(({ theme, share }) => [theme.id, share.toFixed(9)]))).toEqual(
          new Map(parts.filter(([, part]) => part > 0).map(([id, part]) => [id, (part / total).toFixed(9)])),
        );
        through += sharedThemes.filter((shared) => shared.through !== null).length;
        for (const shared of sharedThemes) {
          const own = byId(shared.theme.id)!;
          const carried = expected[place]!.idea.themes.some(({ id }) => id === own.id);
          if (carried) expect(shared.through).toBeNull();
          else expect([own.id, own.broaderId]).toContain(shared.through!.id);
        }
      });
    }
    expect(through).toBeGreaterThan(50);
    await other.end();
  });

  it("are as many as asked for, the same ones first; ten unless told", async () => {
    const theme = await build.buildTheme();
    for (let n = 0; n < 12; n++) await build.buildIdea({ authorId: author.id, themes: [theme] });
    const viewer = await build.buildMember({ interests: [[theme]] });
    const all = await suggested(viewer);
    expect(all).toHaveLength(12);
    expect(await suggested(viewer, null)).toEqual(all.slice(0, 10));
    expect(await suggested(viewer, 3)).toEqual(all.slice(0, 3));
    expect(await suggested(viewer, 0)).toEqual([]);
    const answer = await app.ask(SUGGESTED, { first: 101 }, await app.tokenOf(viewer.id));
    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it("leave out one's own, what one supports or has answered, and what is withdrawn, hidden or older than a year", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const post = (rest: Partial<Idea> = {}) => build.buildIdea({ authorId: author.id, themes: [theme], ...rest });
    const fresh = await post();
    const done = await post({ status: IdeaStatus.DONE, postedAt: daysAgo(364) });
    await post({ authorId: viewer.id });
    await post({ status: IdeaStatus.WITHDRAWN });
    await post({ hiddenAt: new Date() });
    await post({ postedAt: daysAgo(366) });
    const supported = await post();
    await app.services.database.source.manager.insert(Support, { ideaId: supported.id, memberId: viewer.id });
    await build.buildComment({ ideaId: (await post()).id, authorId: viewer.id });
    expect(idsOf(await suggested(viewer))).toEqual([fresh.id, done.id]);
    // What others did keeps nothing from the viewer.
    await app.services.database.source.manager.insert(Support, { ideaId: fresh.id, memberId: author.id });
    await build.buildComment({ ideaId: done.id });
    expect(idsOf(await suggested(viewer))).toEqual([fresh.id, done.id]);
  });

  it("leave out what is kept apart by a block, in either direction", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const [blocker, blocked] = [await build.buildMember(), await build.buildMember()];
    for (const { id: authorId } of [blocker, blocked]) await build.buildIdea({ authorId, themes: [theme] });
    expect(await suggested(viewer)).toHaveLength(2);
    const block = (blockerId: string, blockedId: string) =>
      app.services.database.source.manager.insert(Block, { blockerId, blockedId, blockedAt: new Date() });
    await block(blocker.id, viewer.id);
    expect(await suggested(viewer)).toHaveLength(1);
    await block(viewer.id, blocked.id);
    expect(await suggested(viewer)).toEqual([]);
  });

  it("count a question or a try-out for more where the viewer can help, and say why", async () => {
    const [broader, zorg] = [await build.buildTheme("welzijn"), await build.buildTheme("zorg")];
    const narrow = await build.buildTheme("mantelzorg", { broaderId: broader.id });
    const sibling = await build.buildTheme("jeugdzorg", { broaderId: broader.id });
    const helper = await build.buildMember({
      interests: [
        [zorg, Stance.OFFERS],
        [narrow, Stance.FOLLOWS],
      ],
    });
    const asks = await build.buildIdea({ kind: IdeaKind.QUESTION, themes: [zorg], postedAt: daysAgo(2) });
    const shows = await build.buildIdea({ kind: IdeaKind.SHOWCASE, themes: [zorg, sibling], postedAt: daysAgo(1) });
    const found = await suggested(helper);
    expect(found.map(({ idea, explanation }) => [idea.id, explanation])).toEqual([
      [asks.id, "Asks for help with “zorg”, which you offer."],
      [shows.id, "Is about “zorg”, which you care about. Is close to “mantelzorg” (through “welzijn”)."],
    ]);
    expect(found[1]!.sharedThemes).toMatchObject([
      { theme: { id: zorg.id }, through: null },
      { theme: { id: narrow.id }, through: { id: broader.id } },
    ]);
    const follower = await build.buildMember({ interests: [[zorg, Stance.FOLLOWS]] });
    expect(idsOf(await suggested(follower))).toEqual([shows.id, asks.id]);
  });

  it("are none for who has no interests, and need a caller", async () => {
    expect(await suggested(await build.buildMember())).toEqual([]);
    expect((await app.ask(SUGGESTED)).data).toEqual({ viewer: null });
  });

  it("take three statements, however many", async () => {
    const themes = [await build.buildTheme(), await build.buildTheme()];
    for (let n = 0; n < 5; n++) await build.buildIdea({ authorId: author.id, themes });
    const token = await app.tokenOf((await build.buildMember({ interests: themes.map((theme) => [theme]) })).id);
    await app.caughtUp();
    const statements = await app.statements.ofRequests(() => app.ask(SUGGESTED, { first: 100 }, token));
    // The ranking, the ideas, the themes.
    expect({ count: statements.length, statements }).toMatchObject({ count: 3 });
  });
});
