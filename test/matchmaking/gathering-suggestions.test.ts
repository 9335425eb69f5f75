import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GatheringTheme } from "../../src/domains/gatherings/gathering-theme.entity.js";
import type { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { Language } from "../../src/core/texts/language.js";
import { contentExplanation } from "../../src/domains/matchmaking/explain/explanation.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const SUGGESTED = `query ($first: Int) { viewer { suggestedGatherings(first: $first) {
  gathering { id } score sharedThemes { theme { slug } share } explanation(language: NL) } } }`;

interface Suggestion {
  gathering: { id: string };
  score: number;
  sharedThemes: { theme: { slug: string }; share: number }[];
  explanation: string;
}

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);
const hold = async (themes: Theme[], rest: Partial<Gathering> & { hosts?: Member[] } = {}, at = app) => {
  const { manager } = at.services.database.source;
  const gathering = await builders(manager).buildGathering(rest);
  for (const [position, theme] of themes.entries())
    await manager.insert(GatheringTheme, { gatheringId: gathering.id, themeId: theme.id, position });
  return gathering;
};
const suggested = async (member: Member, first: number | null = 100, at = app): Promise<Suggestion[]> => {
  const { data, errors } = await at.ask(SUGGESTED, { first }, await at.tokenOf(member.id));
  expect(errors).toBeUndefined();
  return data.viewer.suggestedGatherings as Suggestion[];
};
const idsOf = (suggestions: Suggestion[]): string[] => suggestions.map(({ gathering }) => gathering.id);

describe("suggested gatherings", () => {
  it("are ranked by the summed rarity of themes among what is to come, then by their beginning", async () => {
    const other = await testApp();
    const make = builders(other.services.database.source.manager);
    const [zorg, water, wonen] = [
      await make.buildTheme("zorg"),
      await make.buildTheme("water"),
      await make.buildTheme("wonen"),
    ];
    const viewer = await make.buildMember({ interests: [[zorg], [water]] });
    const later = await hold([zorg], { startsAt: inHours(40) }, other);
    const sooner = await hold([zorg, wonen], { startsAt: inHours(20) }, other);
    const rare = await hold([water], { startsAt: inHours(60) }, other);
    const both = await hold([zorg, water], { startsAt: inHours(80) }, other);
    await hold([wonen], { startsAt: inHours(10) }, other);
    const weight = (count: number) => Math.log(1 + (5 - count + 0.5) / (count + 0.5));
    const found = await suggested(viewer, 100, other);
    expect(idsOf(found)).toEqual([both.id, rare.id, sooner.id, later.id]);
    const all = weight(3) + weight(2);
    [1, weight(2) / all, weight(3) / all, weight(3) / all].forEach((score, place) =>
      expect(found[place]!.score).toBeCloseTo(score, 5),
    );
    expect(found[0]!.sharedThemes.map(({ theme }) => theme.slug)).toEqual(["water", "zorg"]);
    expect(found[0]!.sharedThemes[0]!.share).toBeCloseTo(weight(2) / all, 5);
    expect(found[0]!.explanation).toBe("Gaat over “water” en “zorg”, waar jij iets mee hebt.");
    expect(await suggested(viewer, 2, other)).toEqual(found.slice(0, 2));
    await other.end();
  });

  it("leave out what is over, called off or hidden, what one hosts, and what one registered for or cancelled", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const underWay = await hold([theme], { startsAt: inHours(-1), endsAt: inHours(1) });
    const coming = await hold([theme]);
    await hold([theme], { startsAt: inHours(-3), endsAt: inHours(-1) });
    // With an open end it lasted until the end of its day.
    await hold([theme], { startsAt: inHours(-48), endsAt: null });
    for (const status of [GatheringStatus.PROPOSED, GatheringStatus.DECLINED]) await hold([theme], { status });
    await hold([theme], { status: GatheringStatus.CANCELLED });
    await hold([theme], { hiddenAt: new Date() });
    await hold([theme], { hosts: [viewer] });
    for (const status of Object.values(RegistrationStatus)) {
      const { id } = await hold([theme]);
      await build.buildRegistration({ gatheringId: id, memberId: viewer.id, status });
    }
    // That others go keeps nothing from the viewer.
    await build.buildRegistration({ gatheringId: coming.id });
    expect(idsOf(await suggested(viewer))).toEqual([underWay.id, coming.id]);
  });

  it("leave out those with a host whom a block keeps apart from the viewer, in either direction", async () => {
    const theme = await build.buildTheme();
    const viewer = await build.buildMember({ interests: [[theme]] });
    const hosts = [await build.buildMember(), await build.buildMember()];
    const [by, other] = [await hold([theme], { hosts }), await hold([theme], { hosts: [hosts[1]!] })];
    expect(idsOf(await suggested(viewer)).sort()).toEqual([by.id, other.id].sort());
    const block = (blockerId: string, blockedId: string) =>
      app.services.database.source.manager.insert(Block, { blockerId, blockedId, blockedAt: new Date() });
    await block(hosts[0]!.id, viewer.id);
    expect(idsOf(await suggested(viewer))).toEqual([other.id]);
    await block(viewer.id, hosts[1]!.id);
    expect(await suggested(viewer)).toEqual([]);
  });

  it("take three statements, however many", async () => {
    const themes = [await build.buildTheme(), await build.buildTheme()];
    for (let n = 0; n < 5; n++) await hold(themes);
    const token = await app.tokenOf((await build.buildMember({ interests: themes.map((theme) => [theme]) })).id);
    await app.caughtUp();
    const statements = await app.statements.ofRequests(() => app.ask(SUGGESTED, { first: 100 }, token));
    // The ranking, the gatherings, the themes.
    expect({ count: statements.length, statements }).toMatchObject({ count: 3 });
  });

  it("are none for who has no interests", async () => {
    expect(await suggested(await build.buildMember())).toEqual([]);
  });
});

describe("an explanation by themes", () => {
  const reasons = {
    asked: ["zorg"],
    shared: ["wonen", "water", "afval", "energie", "lucht"],
    close: [
      { theme: "deelfiets", through: "mobiliteit" },
      { theme: "mobiliteit", through: "mobiliteit" },
    ],
  };
  it.each([
    [
      Language.NL,
      "Vraagt hulp bij “zorg”, wat jij te bieden hebt. Gaat over “wonen”, “water”, “afval” en nog 2 thema's, waar jij iets mee hebt. Ligt dicht bij “deelfiets” (via “mobiliteit”) en “mobiliteit”.",
    ],
    [
      Language.FR,
      "Demande de l'aide pour “zorg”, où vous proposez la vôtre. Porte sur des thèmes qui vous intéressent : “wonen”, “water”, “afval” et 2 autres thèmes. Se rapproche de vos thèmes : “deelfiets” (par “mobiliteit”) et “mobiliteit”.",
    ],
    [
      Language.EN,
      "Asks for help with “zorg”, which you offer. Is about “wonen”, “water”, “afval”, and 2 more themes, which you care about. Is close to “deelfiets” (through “mobiliteit”) and “mobiliteit”.",
    ],
  ])("is plain sentences in %s", (language, sentences) => {
    expect(contentExplanation(reasons, language)).toBe(sentences);
  });

  it("says nothing of what there is none of", () => {
    expect(contentExplanation({ asked: [], shared: ["zorg"], close: [] }, Language.NL)).toBe(
      "Gaat over “zorg”, waar jij iets mee hebt.",
    );
  });
});
