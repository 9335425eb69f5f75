import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { appendEvents } from "../support/append-events.js";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { stances } from "../../src/domains/matchmaking/interest-index/interest-store.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { PlainNetwork } from "./plain-network.js";

const SUGGESTED = `query ($first: Int, $themes: [String!]) { viewer { suggestedCollaborators(first: $first, themes: $themes) {
  member { id name } score sharedThemes { theme { slug } share through { slug } } complements { theme { slug } viewerStance memberStance }
  sharedGatherings mutualCollaborators explanation(language: EN) } } }`;

interface Suggestion {
  member: { id: string; name: string };
  score: number;
  sharedThemes: { theme: { slug: string }; share: number; through: { slug: string } | null }[];
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

const suggested = async (member: Member, variables: object = {}): Promise<Suggestion[]> => {
  await app.caughtUp();
  const { data } = await app.ask(SUGGESTED, { first: 100, ...variables }, await app.tokenOf(member.id));
  return data.viewer.suggestedCollaborators;
};

/** Themes come by import alone: as its end does, this has the index read them. */
const announceThemes = () =>
  appendEvents(app.services.database.source.manager, [
    { kind: "network.imported", subjectId: null, data: { source: "test", file: "themes.csv", rows: 1 } },
  ]);

/** The same ranking, by the formula as it is written down for the tests. */
function byHand(viewer: (typeof members)[number]) {
  const plain = new PlainNetwork(themes.map(() => null));
  const numberOf = (themeId: string): number => themes.findIndex(({ id }) => id === themeId);
  for (const { id, themes: held } of members)
    plain.members.set(id, {
      there: true,
      open: true,
      interests: new Map([...held].map(([themeId, stance]) => [numberOf(themeId), stances.indexOf(stance)])),
    });
  return plain.ranking(viewer.id).filter(({ id }) => !partners.get(viewer.id)?.has(id));
}

describe("suggested collaborators", () => {
  it("are ranked by the formula, for every member of a network, and share what they say", async () => {
    const held = ({ id }: { id: string }): Map<string, Stance> => members.find((member) => member.id === id)!.themes;
    for (const viewer of members) {
      const expected = byHand(viewer);
      const got = await suggested(viewer);
      expect(got.map(({ member }) => member.id)).toEqual(expected.map(({ id }) => id));
      got.forEach(({ member, score, sharedThemes }, place) => {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(score / got[0]!.score).toBeCloseTo(expected[place]!.score / expected[0]!.score, 9);
        const both = [...viewer.themes.keys()].filter((id) => held(member).has(id));
        expect(sharedThemes.map(({ theme }) => theme.slug).sort()).toEqual(
          both.map((id) => themes.find((theme) => theme.id === id)!.slug).sort(),
        );
        const shares = sharedThemes.map(({ share }) => share);
        expect(shares).toEqual([...shares].sort((one, other) => other - one));
        expect(shares.reduce((all, share) => all + share, 0)).toBeCloseTo(1, 9);
      });
    }
  });

  it("match through a broader theme, and say so", async () => {
    const broad = await build.buildTheme("breed");
    const [mine, theirs] = [
      await build.buildTheme("smal-een", { broaderId: broad.id, labelNl: "Smal één" }),
      await build.buildTheme("smal-twee", { broaderId: broad.id }),
    ];
    const viewer = await build.buildMember({ interests: [[mine]] });
    const same = await build.buildMember({ interests: [[mine]] });
    const parent = await build.buildMember({ interests: [[broad]] });
    const sibling = await build.buildMember({ interests: [[theirs]] });
    await announceThemes();
    const got = await suggested(viewer);
    expect(got.map(({ member }) => member.id)).toEqual([same.id, parent.id, sibling.id]);
    expect(got.map(({ sharedThemes }) => sharedThemes)).toEqual([
      [{ theme: { slug: "smal-een" }, through: null, share: 1 }],
      [{ theme: { slug: "smal-een" }, through: { slug: "breed" }, share: 1 }],
      [{ theme: { slug: "smal-een" }, through: { slug: "breed" }, share: 1 }],
    ]);
    expect(got[2]!.explanation).toBe("Shares “breed” with you.");
    const back = await suggested(sibling);
    expect(back.find(({ member }) => member.id === parent.id)!.sharedThemes).toEqual([
      { theme: { slug: "smal-twee" }, through: { slug: "breed" }, share: 1 },
    ]);
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
      score: expect.closeTo(0.8, 9),
      complements: [
        { theme: { slug: "zeldzaam-a" }, viewerStance: "SEEKS", memberStance: "OFFERS" },
        { theme: { slug: "zeldzaam-b" }, viewerStance: "OFFERS", memberStance: "SEEKS" },
      ],
      sharedGatherings: 1,
      mutualCollaborators: 1,
      explanation:
        "Offers help with “zeldzaam-a”, which you seek. Seeks help with “zeldzaam-b”, which you offer. Shares “zeldzaam-a”, “zeldzaam-b”, and “zeldzaam-c” with you. Has worked with a member with whom you have worked too.",
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
    await app.caughtUp();
    const { data } = await app.ask(
      `query ($id: ID!) { idea(id: $id) { suggestedCollaborators { member { id } score complements { viewerStance } explanation(language: NL) } } }`,
      { id: idea.id },
    );
    expect(data.idea.suggestedCollaborators).toEqual([
      {
        member: { id: other!.id },
        score: expect.closeTo(0.4, 9),
        complements: [],
        explanation: "Heeft iets met thema's van dit idee: “enkel-hier”.",
      },
    ]);
  });

  it("tell others nothing of what the author hides, nor whom they blocked", async () => {
    const theme = await build.buildTheme();
    const author = await build.buildMember({ shareAttendance: false });
    const other = await build.buildMember({ interests: [[theme]] });
    const blocked = await build.buildMember({ interests: [[theme]] });
    const between = await build.buildMember({ hiddenAt: new Date() });
    const gathering = await build.buildGathering();
    for (const memberId of [author.id, other.id])
      await build.buildRegistration({ gatheringId: gathering.id, memberId });
    await build.buildCollaboration([author, between]);
    await build.buildCollaboration([between, other]);
    await app.services.database.source.manager.insert(Block, {
      blockerId: author.id,
      blockedId: blocked.id,
      blockedAt: new Date(),
    });
    const idea = await build.buildIdea({ authorId: author.id, themes: [theme] });
    await app.caughtUp();
    const told = async (token?: string) =>
      (
        await app.ask(
          `query ($id: ID!) { idea(id: $id) { suggestedCollaborators { member { id } sharedGatherings mutualCollaborators } } }`,
          { id: idea.id },
          token,
        )
      ).data.idea.suggestedCollaborators;
    const [unknown, met] = [
      { member: { id: other.id }, sharedGatherings: 0, mutualCollaborators: 0 },
      { member: { id: other.id }, sharedGatherings: 1, mutualCollaborators: 0 },
    ];
    const andBlocked = { member: { id: blocked.id }, sharedGatherings: 0, mutualCollaborators: 0 };
    expect(await told()).toEqual([unknown, andBlocked]);
    expect(await told(await app.tokenOf(author.id))).toEqual([met]);
  });

  it("put who offers help first, and say so", async () => {
    const theme = await build.buildTheme("hulp-gevraagd");
    const [author, follower, helper] = [
      await build.buildMember(),
      await build.buildMember({ interests: [[theme]] }),
      await build.buildMember({ interests: [[theme, Stance.OFFERS]] }),
    ];
    const idea = await build.buildIdea({ authorId: author.id, themes: [theme] });
    await app.caughtUp();
    const { data } = await app.ask(
      `query ($id: ID!) { idea(id: $id) { suggestedCollaborators { member { id } complements { viewerStance memberStance } explanation(language: FR) } } }`,
      { id: idea.id },
    );
    expect(data.idea.suggestedCollaborators).toEqual([
      {
        member: { id: helper.id },
        complements: [{ viewerStance: "SEEKS", memberStance: "OFFERS" }],
        explanation:
          "Propose son aide pour “hulp-gevraagd”, dont parle cette idée. S'intéresse à des thèmes de cette idée : “hulp-gevraagd”.",
      },
      {
        member: { id: follower.id },
        complements: [],
        explanation: "S'intéresse à des thèmes de cette idée : “hulp-gevraagd”.",
      },
    ]);
  });

  it("come in the same statements for all ideas of a page", async () => {
    for (let n = 0; n < 5; n++) await build.buildIdea({ themes: [themes[n]!] });
    await app.caughtUp();
    const statements = await app.statements.ofRequests(() =>
      app.ask(`{ ideas(first: 5) { nodes { suggestedCollaborators(first: 2) { score } } } }`),
    );
    expect(statements).toHaveLength(4);
  });
});
