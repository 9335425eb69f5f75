import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RegistrationStatus } from "../../src/gatherings/gathering.enums.js";
import { Language } from "../../src/graphql/language.js";
import { explain } from "../../src/matchmaking/explanation.js";
import type { Member } from "../../src/members/member.entity.js";
import { Stance } from "../../src/members/member.enums.js";
import type { Theme } from "../../src/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const SUGGESTED = `query ($first: Int, $themes: [String!]) { viewer { suggestedCollaborators(first: $first, themes: $themes) {
  member { id name } score sharedThemes { theme { slug } share through { slug } } complements { theme { slug } viewerStance memberStance }
  sharedGatherings mutualCollaborators explanation(language: EN) } } }`;

interface Suggestion {
  member: { id: string; name: string };
  score: number;
  sharedThemes: { theme: { slug: string }; share: number; through: null }[];
  complements: object[];
  sharedGatherings: number;
  mutualCollaborators: number;
  explanation: string;
}

let app: TestApp;
let build: ReturnType<typeof builders>;
let themes: Theme[];
let members: (Member & { themes: Map<string, Stance> })[];
const partners = new Map<string, Set<string>>();

/** A network made by a small linear congruential generator, so that it is the same in every run. */
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  themes = [];
  for (let n = 0; n < 12; n++) themes.push(await build.buildTheme(`t${String(n).padStart(2, "0")}`));
  let seed = 7;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  members = [];
  for (let n = 0; n < 60; n++) {
    const chosen = themes.filter((_, index) => random() < 1 / (index + 1.5));
    const stances = new Map(chosen.map((theme) => [theme.id, Object.values(Stance)[Math.floor(random() * 3)]!]));
    const member = await build.buildMember({ interests: chosen.map((theme) => [theme, stances.get(theme.id)!]) });
    members.push(Object.assign(member, { themes: stances }));
  }
  for (let n = 0; n + 7 < 60; n += 3) {
    await build.buildCollaboration([members[n]!, members[n + 7]!]);
    for (const [a, b] of [
      [n, n + 7],
      [n + 7, n],
    ] as const) {
      const known = partners.get(members[a]!.id) ?? new Set<string>();
      partners.set(members[a]!.id, known.add(members[b]!.id));
    }
  }
});
afterAll(() => app.end());

const suggested = async (member: Member, variables: object = {}): Promise<Suggestion[]> =>
  (await app.ask(SUGGESTED, { first: 100, ...variables }, await app.tokenOf(member.id))).data.viewer
    .suggestedCollaborators;

/** The same ranking, written down plainly. */
function byHand(viewer: (typeof members)[number]) {
  const weight = (themeId: string): number => {
    const n = members.filter((member) => member.themes.has(themeId)).length;
    return Number(Math.log(1 + (members.length - n + 0.5) / (n + 0.5)).toFixed(9));
  };
  const sum = (ids: string[]): number => Math.round(ids.reduce((total, id) => total + weight(id) * 1e9, 0)) / 1e9;
  const best = sum([...viewer.themes.keys()]);
  return members
    .filter((member) => member !== viewer && !partners.get(viewer.id)?.has(member.id))
    .map((member) => ({ member, shared: [...viewer.themes.keys()].filter((id) => member.themes.has(id)) }))
    .filter(({ shared }) => shared.length > 0)
    .map(({ member, shared }) => ({ id: member.id, total: sum(shared), score: sum(shared) / best, shared, weight }))
    .sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1));
}

describe("suggested collaborators", () => {
  it("are ranked by the summed rarity of shared themes, for every member of a network", async () => {
    for (const viewer of members) {
      const expected = byHand(viewer);
      const got = await suggested(viewer);
      expect(got.map(({ member }) => member.id)).toEqual(expected.map(({ id }) => id));
      got.forEach(({ score, sharedThemes }, place) => {
        const { score: wanted, shared, total, weight } = expected[place]!;
        expect(score).toBeCloseTo(wanted, 8);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(sharedThemes.map(({ theme }) => theme.slug).sort()).toEqual(
          shared.map((id) => themes.find((theme) => theme.id === id)!.slug).sort(),
        );
        expect(sharedThemes.map(({ share }) => share)).toEqual(
          sharedThemes.map(({ share }) => share).sort((a, b) => b - a),
        );
        expect(sharedThemes[0]!.share).toBeCloseTo(Math.max(...shared.map(weight)) / total, 8);
        expect(sharedThemes.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 9);
      });
    }
  });

  it("are as many as asked for, the same ones first", async () => {
    const viewer = members.find((member) => byHand(member).length > 5)!;
    const all = await suggested(viewer);
    expect(await suggested(viewer, { first: 3 })).toEqual(all.slice(0, 3));
    expect(await suggested(viewer, { first: 0 })).toEqual([]);
    const answer = await app.ask(SUGGESTED, { first: 101 }, await app.tokenOf(viewer.id));
    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it("can be asked to share one of some themes", async () => {
    const viewer = members.find((member) => member.themes.has(themes[0]!.id) && member.themes.has(themes[2]!.id))!;
    const all = await suggested(viewer);
    const within = await suggested(viewer, { themes: ["t02"] });
    expect(within).toEqual(all.filter(({ sharedThemes }) => sharedThemes.some(({ theme }) => theme.slug === "t02")));
  });

  it("tell where one seeks what the other offers, shared gatherings and mutual collaborators", async () => {
    const [a, b, c] = [
      await build.buildTheme("zeldzaam-a"),
      await build.buildTheme("zeldzaam-b"),
      await build.buildTheme("zeldzaam-c"),
    ];
    const viewer = await build.buildMember({
      interests: [
        [a, Stance.SEEKS],
        [b, Stance.OFFERS],
        [c, Stance.SEEKS],
      ],
    });
    const helper = await build.buildMember({
      interests: [
        [a, Stance.OFFERS],
        [b, Stance.SEEKS],
        [c, Stance.SEEKS],
      ],
    });
    const friend = await build.buildMember();
    await build.buildCollaboration([viewer, friend]);
    await build.buildCollaboration([friend, helper]);
    for (const [status, of] of [
      [RegistrationStatus.GOING, helper],
      [RegistrationStatus.CANCELLED, helper],
    ] as const) {
      const gathering = await build.buildGathering();
      await build.buildRegistration({ gatheringId: gathering.id, memberId: viewer.id });
      await build.buildRegistration({ gatheringId: gathering.id, memberId: of.id, status });
    }
    const [first] = await suggested(viewer);
    expect(first).toMatchObject({
      member: { id: helper.id },
      score: 1,
      complements: [
        { theme: { slug: "zeldzaam-a" }, viewerStance: "SEEKS", memberStance: "OFFERS" },
        { theme: { slug: "zeldzaam-b" }, viewerStance: "OFFERS", memberStance: "SEEKS" },
      ],
      sharedGatherings: 1,
      mutualCollaborators: 1,
      explanation:
        "Offers help with “zeldzaam-a”, which you seek. Seeks help with “zeldzaam-b”, which you offer. Shares “zeldzaam-a”, “zeldzaam-b”, and “zeldzaam-c” with you.",
    });
  });

  it("are none for who has no interests, and need a caller", async () => {
    expect(await suggested(await build.buildMember())).toEqual([]);
    expect((await app.ask(SUGGESTED)).data).toEqual({ viewer: null });
  });
});

describe("suggestions for an idea", () => {
  it("share its themes, and leave out the author and who collaborates with them", async () => {
    const theme = await build.buildTheme("enkel-hier");
    const [author, partner, other] = await Promise.all(
      [1, 2, 3].map(() => build.buildMember({ interests: [[theme]] })),
    );
    await build.buildCollaboration([author!, partner!]);
    const idea = await build.buildIdea({ authorId: author!.id, themes: [theme] });
    const { data } = await app.ask(
      `query ($id: ID!) { idea(id: $id) { suggestedCollaborators { member { id } score complements { viewerStance } explanation(language: NL) } } }`,
      { id: idea.id },
    );
    expect(data.idea.suggestedCollaborators).toEqual([
      {
        member: { id: other!.id },
        score: 1,
        complements: [],
        explanation: "Heeft iets met thema's van dit idee: “enkel-hier”.",
      },
    ]);
  });

  it("come in one statement for all ideas of a page", async () => {
    for (let n = 0; n < 5; n++) await build.buildIdea({ themes: [themes[n]!] });
    const statements = await app.statements.during(() =>
      app.ask(`{ ideas(first: 5) { nodes { suggestedCollaborators(first: 2) { score } } } }`),
    );
    expect(statements).toHaveLength(2);
  });
});

describe("an explanation", () => {
  const reasons = {
    forIdea: false,
    offered: ["zorg"],
    sought: [],
    shared: ["zorg", "wonen", "water", "afval", "energie"],
  };
  it.each([
    [
      Language.NL,
      "Biedt hulp bij “zorg”, waar jij hulp bij zoekt. Deelt met jou “zorg”, “wonen”, “water” en nog 2 thema's.",
    ],
    [
      Language.FR,
      "Propose son aide pour “zorg”, où vous cherchez de l'aide. Partage avec vous “zorg”, “wonen”, “water” et 2 autres thèmes.",
    ],
    [
      Language.EN,
      "Offers help with “zorg”, which you seek. Shares “zorg”, “wonen”, “water”, and 2 more themes with you.",
    ],
  ])("is a plain sentence in %s", (language, sentence) => {
    expect(explain(reasons, language)).toBe(sentence);
  });
});
