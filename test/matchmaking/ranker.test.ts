import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { appendEvents } from "../support/append-events.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import { Stance } from "../../src/domains/members/member.enums.js";
import { FeatureComputer } from "../../src/domains/matchmaking/learning/features.js";
import { networkOf, type Network } from "../../src/domains/matchmaking/learning/history.js";
import { liveNetwork } from "../../src/domains/matchmaking/ranker/live-network.js";
import { trainAndStore } from "../../src/domains/matchmaking/ranker/train.service.js";
import { readHistory } from "../../src/domains/matchmaking/ranker/training-history.js";
import { loadMemberGraph } from "../../src/domains/matchmaking/graph/member-graph.reads.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { numbers } from "./plain-network.js";

// Ten members to a circle, who work together whatever they care about; two processes on one database.
const circle = 10;
let app: TestApp;
let other: TestApp;
let build: ReturnType<typeof builders>;
let themes: Theme[];
const members: Member[] = [];
const below = numbers(5);

beforeAll(async () => {
  app = await testApp(undefined, { freshContacts: 0 });
  other = await testApp(app.databaseUrl, { freshContacts: 0 });
  build = builders(app.services.database.source.manager);
  themes = await Promise.all(Array.from({ length: 15 }, () => build.buildTheme()));
  const organisations = await Promise.all(Array.from({ length: 8 }, () => build.buildOrganisation()));
  const gatherings = await Promise.all(Array.from({ length: 5 }, () => build.buildGathering()));
  const stances = Object.values(Stance);
  for (let n = 0; n < 12 * circle; n++) {
    const chosen = [...new Set(Array.from({ length: 1 + below(4) }, () => themes[below(15)]!))];
    const member = await build.buildMember({
      organisationId: organisations[below(8)]!.id,
      interests: chosen.map((theme) => [theme, stances[below(3)]!]),
    });
    members.push(member);
    if (below(3) === 0) await build.buildRegistration({ memberId: member.id, gatheringId: gatherings[below(5)]!.id });
  }
  const pairs = new Set<string>();
  while (pairs.size < 300) {
    const n = below(members.length);
    const partner = n - (n % circle) + below(circle);
    if (n < partner) pairs.add(`${n} ${partner}`);
  }
  for (const pair of pairs) await build.buildCollaboration(pair.split(" ").map((n) => members[Number(n)]!));
  await announceImport();
});
afterAll(async () => {
  await other.stop();
  await app.end();
});

/** As the end of an import does, this has every process read all of it. */
const announceImport = (): Promise<void> =>
  appendEvents(
    app.services.database.source.manager,
    (["themes.csv", "collaborations.csv"] as const).map((file) => ({
      kind: "network.imported" as const,
      subjectId: null,
      data: { source: "test", file, rows: 1 },
    })),
  );

const train = () =>
  trainAndStore(app.services.database, { url: app.databaseUrl, seed: 1, now: () => new Date("2026-11-01T00:00:00Z") });

const SUGGESTED = `query ($first: Int, $themes: [String!]) { viewer { suggestedCollaborators(first: $first, themes: $themes) {
  member { id } score sharedThemes { theme { slug } } mutualCollaborators sharedGatherings explanation(language: EN) } } }`;

interface Suggestion {
  member: { id: string };
  score: number;
  sharedThemes: { theme: { slug: string } }[];
  mutualCollaborators: number;
  sharedGatherings: number;
  explanation: string;
}

async function suggestedBy(service: TestApp, member: Member, variables: object = {}): Promise<Suggestion[]> {
  const token = await service.tokenOf(member.id);
  const { data, errors } = await service.ask(SUGGESTED, { first: 10, ...variables }, token);
  expect(errors).toBeUndefined();
  return data.viewer.suggestedCollaborators;
}

/** How many of the suggestions are of the member's own circle. */
const ofCircle = (member: Member, suggestions: Suggestion[]): number => {
  const circleOf = (id: string): number => Math.floor(members.findIndex((one) => one.id === id) / circle);
  return suggestions.filter((one) => circleOf(one.member.id) === circleOf(member.id)).length;
};

describe("the ranking that the network has learned", () => {
  it("is by themes until it has learned anything", async () => {
    await app.caughtUp();
    expect([app.services.ranker.version, app.services.ranker.isByThemes]).toEqual([0, true]);
    const suggestions = await suggestedBy(app, members[0]!);
    expect(suggestions.every(({ sharedThemes }) => sharedThemes.length > 0)).toBe(true);
  });

  it("computes the same of the network in memory as of the history that it was learned from", async () => {
    await app.caughtUp();
    const history = await readHistory(app.services.database, app.databaseUrl);
    const loaded = await loadMemberGraph(app.databaseUrl);
    const { interests, memberGraph: index } = app.services;
    const live = liveNetwork(interests.store, index.graph);
    const computer = new FeatureComputer();
    /** Of each candidate by id: all features, in one order. */
    const featuresBy = (network: Network, seeker: number, idOf: (member: number) => string): Map<string, number[]> => {
      const { candidates, values } = computer.featuresOf(network, seeker);
      return new Map([...candidates].map((m, place) => [idOf(m), Object.values(values).map((of) => of[place]!)]));
    };
    const past = networkOf(history);
    for (const { id } of members.slice(0, 40)) {
      const learned = featuresBy(past, loaded.members.find(id), (member) => loaded.members.idOf(member));
      const now = featuresBy(live, index.graph.members.find(id), (member) => index.graph.members.idOf(member));
      expect(now.size).toBeGreaterThan(10);
      expect([...now.keys()].sort()).toEqual([...learned.keys()].sort());
      const differences = [...now].flatMap(([member, values]) =>
        values.map((value, feature) => Math.abs(value - learned.get(member)![feature]!)),
      );
      // Only the order of adding may differ.
      expect(Math.max(...differences)).toBeLessThan(1e-9);
    }
  });

  it("is stored with its evaluation, and used by every process as soon as the log tells of it", async () => {
    const asked = members.slice(0, 30);
    await other.caughtUp();
    const before = await Promise.all(asked.map((member) => suggestedBy(other, member)));
    const trained = await train();
    expect(trained).toMatchObject({ version: 1, kind: expect.not.stringMatching(/themes/i) });
    const [row] = await app.services.database.query<{ evaluation: { chosen: string; rankings: object[] } }>(
      sql`SELECT version, kind, trained_at AS "trainedAt", evaluation FROM ranker_model`,
    );
    expect(row).toMatchObject({ version: 1, kind: trained.kind, trainedAt: new Date("2026-11-01T00:00:00Z") });
    expect(row!.evaluation).toMatchObject({ chosen: trained.kind, collaborations: 300, heldOut: 60 });
    await Promise.all([app.caughtUp(), other.caughtUp()]);
    const [mine, theirs] = await Promise.all(
      [app, other].map((service) => Promise.all(asked.map((member) => suggestedBy(service, member)))),
    );
    expect(mine).toEqual(theirs);
    const found = (answers: Suggestion[][]): number =>
      answers.reduce((sum, answer, at) => sum + ofCircle(asked[at]!, answer), 0);
    // Those of the circle with whom they do not work yet: about half of nine.
    expect(found(theirs!)).toBeGreaterThan(2 * found(before));
  });

  it("gives scores of 0 to 1, the best first", async () => {
    for (const member of members.slice(0, 20)) {
      const scores = (await suggestedBy(app, member)).map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((one, two) => two - one));
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    }
  });

  it("suggests nobody for whom nothing can be told, and tells of mutual collaborators where no theme is shared", async () => {
    const all = (await Promise.all(members.slice(0, 60).map((member) => suggestedBy(app, member)))).flat();
    const withoutTheme = all.filter(({ sharedThemes }) => sharedThemes.length === 0);
    expect(withoutTheme.length).toBeGreaterThan(0);
    for (const { explanation } of withoutTheme) expect(explanation).not.toBe("");
    const known = withoutTheme.find(({ mutualCollaborators }) => mutualCollaborators > 0)!;
    expect(known.explanation).toContain("work");
  });

  it("keeps to the themes asked for", async () => {
    const slug = themes[0]!.slug;
    const holders = members.slice(0, 60);
    const answers = await Promise.all(holders.map((member) => suggestedBy(app, member, { themes: [slug] })));
    const told = answers.flat();
    expect(told.length).toBeGreaterThan(0);
    for (const { sharedThemes } of told) expect(sharedThemes.map(({ theme }) => theme.slug)).toContain(slug);
  });

  it("honours what was decided a moment ago: who does not want to be suggested is not", async () => {
    const [viewer] = members;
    const [first] = await suggestedBy(app, viewer!);
    await app.services.database.query(sql`UPDATE member SET matchable = false WHERE id = ${first!.member.id}`);
    const again = await suggestedBy(app, viewer!);
    expect(again.map(({ member }) => member.id)).not.toContain(first!.member.id);
    await app.services.database.query(sql`UPDATE member SET matchable = true WHERE id = ${first!.member.id}`);
  });

  it("does not learn from who hides where they go", async () => {
    const { database } = app.services;
    const attending = async () => (await readHistory(database, app.databaseUrl)).attendances.from.length;
    const all = await attending();
    const [one] = await database.query<{ id: string }>(
      sql`UPDATE member SET share_attendance = false WHERE id = (SELECT member_id FROM registration LIMIT 1) RETURNING id`,
    );
    expect(await attending()).toBe(all - 1);
    await database.query(sql`UPDATE member SET share_attendance = true WHERE id = ${one!.id}`);
  });

  it("gives each training a version of its own, also two at once", async () => {
    const versions = (await Promise.all([train(), train()])).map(({ version }) => version);
    expect(versions.sort()).toEqual([2, 3]);
    await other.caughtUp();
    expect(other.services.ranker.version).toBe(3);
  });

  it("is by themes again when the newest training finds nothing better, with what it found beside it", async () => {
    await app.services.database.query(sql`DELETE FROM collaboration`);
    await announceImport();
    const { version, kind, evaluation } = await train();
    expect([version, kind, evaluation.rankings]).toEqual([4, "themes", []]);
    await Promise.all([app.caughtUp(), other.caughtUp()]);
    expect(other.services.ranker.isByThemes).toBe(true);
    const suggestions = await suggestedBy(other, members[0]!);
    expect(suggestions.every(({ sharedThemes }) => sharedThemes.length > 0)).toBe(true);
  });

  it("is there from the start in a process that starts later", async () => {
    const late = await testApp(app.databaseUrl);
    expect(late.services.ranker.version).toBe(4);
    await late.stop();
  });
});
