import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { Role } from "../../src/core/access/role.js";
import { GatheringStatus, RegistrationMode, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { PracticeStatus } from "../../src/domains/practices/practice.enums.js";
import { leaving } from "../messages/leaving.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";

const DESK = `query ($kinds: [DeskItemKind!], $first: Int, $after: String, $last: Int, $before: String) {
  organiserDesk(kinds: $kinds, first: $first, after: $after, last: $last, before: $before) {
    totalCount counts { kind count } pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    nodes { kind since subject { __typename ... on Node { id } } } } }`;

let app: TestApp;
let on: ReturnType<typeof leaving>;
let olga: Person;
beforeAll(async () => {
  app = await testApp();
  on = leaving(app);
});
afterAll(() => app.end());
beforeEach(async () => {
  await app.services.database.query(
    sql`TRUNCATE message, gathering, practice, moderation_case, registration, theme_suggestion CASCADE`,
  );
  olga = await on.organiser();
});

interface Item {
  kind: string;
  since: string;
  subject: { __typename: string; id: string } | null;
}
const desk = async (by: Person | undefined, variables: object = {}) => {
  const { data, errors } = await app.ask(DESK, { ...variables }, by?.token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.organiserDesk as {
    totalCount: number;
    counts: { kind: string; count: number }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
    nodes: Item[];
  };
};
const idsOn = async (by: Person, variables?: object): Promise<(string | undefined)[]> =>
  (await desk(by, variables)).nodes.map(({ subject }) => subject?.id);
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

/** What waits since a number of days, one of each kind. */
const waitingOf = {
  MESSAGE: async (days: number) => (await on.build.buildLeftMessage({ leftAt: daysAgo(days) })).id,
  PROPOSED_GATHERING: async (days: number) => {
    const status = GatheringStatus.PROPOSED;
    return (await on.build.buildGathering({ status, enteredAt: daysAgo(days) })).id;
  },
  MODERATION_CASE: async (days: number) => {
    const { id: subjectId, authorId } = await on.build.buildIdea();
    return openCase(subjectId, authorId, daysAgo(days));
  },
  PRACTICE: async (days: number) =>
    (await on.build.buildPractice({ status: PracticeStatus.IN_REVIEW, submittedAt: daysAgo(days) })).id,
  REGISTRATION: async (days: number) => {
    const { id: gatheringId } = await on.build.buildGathering({ registrationMode: RegistrationMode.APPROVAL });
    const status = RegistrationStatus.REQUESTED;
    return (await on.build.buildRegistration({ gatheringId, status, registeredAt: daysAgo(days) })).id;
  },
  THEME_SUGGESTION: async (days: number) => (await on.build.buildThemeSuggestion({ suggestedAt: daysAgo(days) })).id,
};
type Kind = keyof typeof waitingOf;
const kinds = Object.keys(waitingOf) as Kind[];

async function openCase(subjectId: string, authorId: string, openedAt = new Date()): Promise<string> {
  const id = uuidv7();
  await app.services.database.query(sql`
    WITH opened AS (INSERT INTO moderation_case (id, subject_kind, subject_id, status, opened_at)
      VALUES (${id}, 'IDEA', ${subjectId}, 'OPEN', ${openedAt}) RETURNING id)
    INSERT INTO moderation_case_member (case_id, member_id) SELECT id, ${authorId} FROM opened`);
  return id;
}

describe("the desk of organisers", () => {
  it("has all that waits for one of them in one list, oldest first", async () => {
    const types = ["Message", "Gathering", "ModerationCase", "Practice", "Registration", "ThemeSuggestion"];
    const expected: Item[] = [];
    for (const [n, kind] of [...kinds, ...kinds].entries()) {
      const days = n < 6 ? 12 - n : n - 5;
      const id = await waitingOf[kind](days);
      expected.push({ kind, since: expect.anything() as never, subject: { __typename: types[n % 6]!, id } });
      expected[n]!.since = String(days);
    }
    const listed = (await desk(olga)).nodes;
    const ages = listed.map(({ since }) => Math.round((Date.now() - Date.parse(since)) / 86_400_000));
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    expect(listed.map(({ kind, subject }, n) => ({ kind, since: String(ages[n]), subject }))).toEqual(
      expect.arrayContaining(expected),
    );
    expect(listed).toHaveLength(12);
  });

  it("is for organisers and administrators alone", async () => {
    await waitingOf.MESSAGE(1);
    expect(await idsOn(await on.named("Adam", Role.ADMIN))).toHaveLength(1);
    for (const by of [await on.named("Ann", Role.ANALYST), await on.named("Bob")])
      await expect(desk(by)).rejects.toThrow("FORBIDDEN");
    await expect(desk(undefined)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("is read in pages, forwards and backwards, also where several wait since the same moment", async () => {
    const made: string[] = [];
    for (const kind of kinds) for (const days of [3, 3, 1]) made.push(await waitingOf[kind](days));
    const all = await idsOn(olga);
    expect([...all].sort()).toEqual([...made].sort());
    const walked: (string | undefined)[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { nodes, pageInfo } = await desk(olga, { first: 4, after });
      walked.push(...nodes.map(({ subject }) => subject?.id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(walked).toEqual(all);
    const { nodes, pageInfo } = await desk(olga, { last: 6 });
    expect(nodes.map(({ subject }) => subject?.id)).toEqual(all.slice(-6));
    expect(await idsOn(olga, { last: 6, before: pageInfo.startCursor })).toEqual(all.slice(-12, -6));
  });

  it("is listed and counted by kind", async () => {
    for (const [n, kind] of kinds.entries()) for (let m = 0; m <= n; m++) await waitingOf[kind](m);
    const { counts, totalCount } = await desk(olga);
    expect(counts).toEqual(kinds.map((kind, n) => ({ kind, count: n + 1 })));
    expect(totalCount).toBe(21);
    const some = await desk(olga, { kinds: ["PRACTICE", "MESSAGE"] });
    expect(some.totalCount).toBe(5);
    expect(some.counts).toEqual(counts);
    expect(new Set(some.nodes.map(({ kind }) => kind))).toEqual(new Set(["MESSAGE", "PRACTICE"]));
    expect((await desk(olga, { kinds: [], first: 100 })).nodes).toHaveLength(21);
  });

  it("refuses a cursor of another list", async () => {
    const ideas = await app.ask(`{ ideas { pageInfo { endCursor } } }`);
    await on.build.buildIdea();
    const cursor = (await app.ask(`{ ideas { pageInfo { endCursor } } }`)).data.ideas.pageInfo.endCursor;
    expect(ideas.errors).toBeUndefined();
    await expect(desk(olga, { after: cursor })).rejects.toThrow("INVALID_CURSOR");
  });

  it("takes the same statements for one of each kind as for many", async () => {
    const read = async (): Promise<number> => (await app.statements.ofRequests(() => desk(olga))).length;
    for (const kind of kinds) await waitingOf[kind](1);
    // Who asks, the page, the counts, and what is on it: six kinds.
    expect(await read()).toBe(9);
    for (const kind of kinds) for (let n = 0; n < 3; n++) await waitingOf[kind](n);
    expect(await read()).toBe(9);
  });
});

describe("what is not on the desk of an organiser", () => {
  it("is what was dealt with", async () => {
    const message = await waitingOf.MESSAGE(1);
    const gathering = await waitingOf.PROPOSED_GATHERING(1);
    const practice = await waitingOf.PRACTICE(1);
    const registration = await waitingOf.REGISTRATION(1);
    const { id: subjectId } = await on.build.buildIdea();
    const dossier = await on.act.reportedCase(subjectId, olga);
    expect(await idsOn(olga)).toHaveLength(5);
    const done = (name: string, input: object) => on.mutate(name, olga, input, "");
    await done("handleMessage", { id: message });
    await done("declineGatheringProposal", { id: gathering, version: 1, reason: "Nu niet." });
    await done("decidePractice", { id: practice, approve: true });
    await done("decideRegistration", { id: registration, accept: true });
    await on.act.decide(olga, dossier.id, "DISMISS");
    expect(await desk(olga)).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("is what a moderator hid, and a request for a gathering that is over, cancelled or was never held", async () => {
    const now = new Date();
    await on.build.buildGathering({ status: GatheringStatus.PROPOSED, hiddenAt: now });
    await on.build.buildPractice({ status: PracticeStatus.IN_REVIEW, hiddenAt: now });
    const status = RegistrationStatus.REQUESTED;
    const over = await on.build.buildGathering({ startsAt: daysAgo(2) });
    const cancelled = await on.build.buildGathering({ status: GatheringStatus.CANCELLED });
    const hidden = await on.build.buildGathering({ hiddenAt: now });
    for (const { id: gatheringId } of [over, cancelled, hidden])
      await on.build.buildRegistration({ gatheringId, status });
    // It goes on for days.
    const { id: gatheringId } = await on.build.buildGathering({ startsAt: daysAgo(2), endsAt: daysAgo(-5) });
    const { id } = await on.build.buildRegistration({ gatheringId, status });
    expect(await idsOn(olga)).toEqual([id]);
  });

  it("is their own message, and an appeal or a case that involves them or that they reported", async () => {
    const member = await on.named("Ada");
    const own = await on.leave(olga);
    const { id: ideaId } = await on.build.buildIdea({ authorId: member.id });
    const appeal = await on.leave(member, {
      appealsDecisionId: (await on.act.decided(ideaId, olga, "HIDE")).id,
    });
    const about = await openCase((await on.build.buildIdea({ authorId: olga.id })).id, olga.id);
    const { id: subjectId } = await on.build.buildIdea();
    await on.act.report(olga, subjectId);
    const another = await on.organiser("Otto");
    const seen = await desk(another);
    expect(seen.nodes.map(({ subject }) => subject!.id)).toEqual(expect.arrayContaining([own, appeal, about]));
    expect(seen.totalCount).toBe(4);
    expect(await desk(olga)).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("a practice that is submitted again waits since then", async () => {
    const sharer = await on.named("Ada");
    const { id } = await on.build.buildPractice({
      ...{ sharedById: sharer.id, status: PracticeStatus.DECLINED },
      ...{ sharedAt: daysAgo(30), submittedAt: daysAgo(30) },
    });
    app.services.practiceReview = true;
    await on.mutate("editPractice", sharer, { id, version: 1, title: "Beter" }, "practice { status }");
    app.services.practiceReview = false;
    const [item] = (await desk(olga)).nodes;
    expect(item).toMatchObject({ kind: "PRACTICE", subject: { id } });
    expect(Date.now() - Date.parse(item!.since)).toBeLessThan(60_000);
  });
});
