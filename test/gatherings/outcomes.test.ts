import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { GatheringFormat, GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import { moderating } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { organising, type Person } from "./organising.js";

const OUTCOME = `id summary links version recordedAt editedAt author { id } viewerCanEdit gathering { id }
  results { id result }`;

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
let host: Person;
let other: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  [organiser, host, other] = [await on.organiser(), await on.person(), await on.person()];
});
afterAll(() => app.end());

const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour);
/** A gathering of the host's that is over. */
const held = (overrides: object = {}) => on.build.buildGathering({ startsAt: ago(48), hosts: [host], ...overrides });
const record = (by: Person, input: object) => on.mutate("recordOutcome", by, input, `outcome { ${OUTCOME} }`);
const refused = async (by: Person, input: object) => (await record(by, input)).userErrors;
const outcomeOf = async (id: string, by?: Person) => (await on.read(id, by, `outcome { ${OUTCOME} }`)).outcome;
const summary = "Drie gemeenten proberen het uit.";

describe("a host records what came of a gathering", () => {
  it("with a summary, links, and a result for each agenda item, for all who see the gathering", async () => {
    const { id } = await held();
    const [item, without] = [
      await on.build.buildAgendaItem({ gatheringId: id }),
      await on.build.buildAgendaItem({ gatheringId: id, position: 1 }),
    ];
    const links = ["https://verslag.example/1"];
    const { outcome, userErrors } = await record(host, {
      ...{ gatheringId: id, summary, links },
      results: [{ agendaItemId: item.id, result: "We delen het bestek." }],
    });
    expect(userErrors).toEqual([]);
    expect(outcome).toMatchObject({
      ...{
        summary,
        links,
        version: 1,
        editedAt: null,
        author: { id: host.id },
        viewerCanEdit: true,
        gathering: { id },
      },
      results: [{ id: item.id, result: "We delen het bestek." }],
    });
    for (const by of [undefined, other])
      expect(await outcomeOf(id, by)).toMatchObject({ summary, viewerCanEdit: false });
    const { agenda } = await on.read(id, undefined, "agenda { id result }");
    expect(agenda).toEqual([
      { id: item.id, result: "We delen het bestek." },
      { id: without.id, result: null },
    ]);
  });

  it("from its beginning on, unless it does not take place", async () => {
    const begun = await held({ startsAt: ago(1), endsAt: null });
    expect(await refused(organiser, { gatheringId: begun.id, summary })).toEqual([]);
    const toCome = await on.build.buildGathering({ hosts: [host] });
    const cancelled = await held({ status: GatheringStatus.CANCELLED });
    for (const { id } of [toCome, cancelled])
      expect(await refused(host, { gatheringId: id, summary })).toMatchObject([
        { code: "STATUS_CONFLICT", path: ["input", "gatheringId"] },
      ]);
  });

  it("as nobody else does, and the other gets no word of what there is", async () => {
    const { id } = await held();
    await on.build.buildRegistration({ gatheringId: id, memberId: other.id });
    for (const gatheringId of [id, "00000000-0000-7000-8000-000000000000", "onzin"])
      expect(await refused(other, { gatheringId, summary })).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "gatheringId"] },
      ]);
  });

  it("and edits it later, on the version that they read", async () => {
    const { id } = await held();
    const item = await on.build.buildAgendaItem({ gatheringId: id });
    await record(host, { gatheringId: id, summary, results: [{ agendaItemId: item.id, result: "Later." }] });
    const edited = await record(organiser, { gatheringId: id, version: 1, links: ["https://foto.example/a"] });
    expect(edited.outcome).toMatchObject({
      ...{ summary, version: 2, links: ["https://foto.example/a"], author: { id: organiser.id } },
      results: [{ result: "Later." }],
    });
    expect(edited.outcome.editedAt).not.toBeNull();
    for (const version of [1, undefined])
      expect(await refused(host, { gatheringId: id, version, summary: "Nee" })).toMatchObject([
        { code: "STALE_VERSION", currentVersion: 2 },
      ]);
    const emptied = await record(host, {
      ...{ gatheringId: id, version: 2, links: null, results: [{ agendaItemId: item.id, result: null }] },
    });
    expect(emptied.outcome).toMatchObject({ links: [], results: [], version: 3 });
  });

  it("once when two hosts do so at the same time", async () => {
    const { id } = await held();
    const answers = await Promise.all([host, organiser].map((by) => record(by, { gatheringId: id, summary })));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
      { code: "STALE_VERSION", currentVersion: 1 },
    ]);
  });

  it("and is told what is wrong with it by field", async () => {
    const { id } = await held();
    const elsewhere = await on.build.buildAgendaItem();
    const item = await on.build.buildAgendaItem({ gatheringId: id });
    const wrong: [object, string, string[]][] = [
      [{}, "REQUIRED", ["summary"]],
      [{ summary: null }, "REQUIRED", ["summary"]],
      [{ summary: "x".repeat(10_001) }, "TOO_LONG", ["summary"]],
      [{ summary, version: 1 }, "NOT_ALLOWED", ["version"]],
      [{ summary, links: ["http://onveilig.example"] }, "INVALID_FORMAT", ["links", "0"]],
      [{ summary, links: ["javascript:alert(1)"] }, "INVALID_FORMAT", ["links", "0"]],
      [{ summary, links: ["https://wie@verslag.example"] }, "INVALID_FORMAT", ["links", "0"]],
      [{ summary, links: [`https://a.example/${"x".repeat(2_000)}`] }, "TOO_LONG", ["links", "0"]],
      [{ summary, links: Array(11).fill("https://a.example") }, "TOO_MANY", ["links"]],
      [
        { summary, results: [{ agendaItemId: elsewhere.id, result: "x" }] },
        "UNKNOWN",
        ["results", "0", "agendaItemId"],
      ],
      [
        { summary, results: [item, item].map((one) => ({ agendaItemId: one.id, result: "x" })) },
        "DUPLICATE",
        ["results", "1", "agendaItemId"],
      ],
      [{ summary, results: [{ agendaItemId: item.id, result: " " }] }, "REQUIRED", ["results", "0", "result"]],
    ];
    for (const [input, problem, path] of wrong)
      expect(await refused(host, { gatheringId: id, ...input })).toMatchObject([
        { code: "INVALID_INPUT", problem, path: ["input", ...path] },
      ]);
    expect(await outcomeOf(id)).toBeNull();
  });
});

describe("what a gathering is about", () => {
  const FOCUS = `focus { __typename ... on CentralQuestion { item { id idea { id } } answers }
    ... on CentralTryOut { item { id } found } ... on ShownInnovation { item { id } result }
    ... on CentralIdea { item { id } result } }`;
  const focusOf = async (format: GatheringFormat, kinds: IdeaKind[]) => {
    const { id } = await held({ format });
    const items = [];
    for (const [position, kind] of kinds.entries())
      items.push(
        await on.build.buildAgendaItem({
          ...{ gatheringId: id, position, ideaId: (await on.build.buildIdea({ kind })).id },
        }),
      );
    const before = (await on.read(id, undefined, FOCUS)).focus;
    const results = items.map((item, index) => ({ agendaItemId: item.id, result: `Gevolg ${index}` }));
    await record(host, { gatheringId: id, summary, results });
    return { items: items.map((item) => item.id), before, after: (await on.read(id, undefined, FOCUS)).focus };
  };

  it("is the question, and its answers afterwards", async () => {
    const { items, before, after } = await focusOf(GatheringFormat.QUESTION, [IdeaKind.IDEA, IdeaKind.QUESTION]);
    expect(before).toMatchObject([{ __typename: "CentralQuestion", item: { id: items[1] }, answers: null }]);
    expect(after).toMatchObject([{ __typename: "CentralQuestion", item: { id: items[1] }, answers: "Gevolg 1" }]);
  });

  it("is what was tried, and what was found", async () => {
    const { after } = await focusOf(GatheringFormat.TRY_OUT, [IdeaKind.TRY_OUT]);
    expect(after).toMatchObject([{ __typename: "CentralTryOut", found: "Gevolg 0" }]);
  });

  it("is each innovation that was shown, in the order of the agenda", async () => {
    const { items, after } = await focusOf(GatheringFormat.SHOWCASE, [IdeaKind.SHOWCASE, IdeaKind.SHOWCASE]);
    expect(after).toMatchObject(items.map((id) => ({ __typename: "ShownInnovation", item: { id } })));
  });

  it("is whatever is on the agenda when nothing there is of its kind", async () => {
    const { items, after } = await focusOf(GatheringFormat.IDEA, [IdeaKind.QUESTION]);
    expect(after).toEqual([{ __typename: "CentralIdea", item: { id: items[0] }, result: "Gevolg 0" }]);
  });

  it("is nothing by itself in an open exchange", async () => {
    expect((await focusOf(GatheringFormat.OPEN_EXCHANGE, [IdeaKind.IDEA])).after).toEqual([]);
  });
});

describe("from an idea", () => {
  it("one sees where it was discussed and what came of it there, without what is hidden", async () => {
    const idea = await on.build.buildIdea();
    const [one, two] = [await held(), await held()];
    const items = [];
    for (const { id } of [one, two]) items.push(await on.build.buildAgendaItem({ gatheringId: id, ideaId: idea.id }));
    await record(host, {
      gatheringId: one.id,
      summary: "Eerst",
      results: [{ agendaItemId: items[0]!.id, result: "Ja" }],
    });
    await record(host, { gatheringId: two.id, summary: "Daarna" });
    const read = async () =>
      (
        await app.ask(
          `{ idea(id: "${idea.id}") { outcomes { totalCount edges { result node { summary gathering { id } } } } } }`,
        )
      ).data.idea.outcomes;
    expect(await read()).toEqual({
      totalCount: 2,
      edges: [
        { result: null, node: { summary: "Daarna", gathering: { id: two.id } } },
        { result: "Ja", node: { summary: "Eerst", gathering: { id: one.id } } },
      ],
    });
    await app.services.database.query(sql`UPDATE gathering SET hidden_at = now() WHERE id = ${two.id}`);
    expect((await read()).totalCount).toBe(1);
  });

  it("that somebody withdraws or that is blocked, an outcome leaves out the result", async () => {
    const author = await on.person();
    const { id } = await held();
    const item = await on.build.buildAgendaItem({
      ...{ gatheringId: id, ideaId: (await on.build.buildIdea({ authorId: author.id })).id },
    });
    await record(host, { gatheringId: id, summary, results: [{ agendaItemId: item.id, result: "Ja" }] });
    await app.ask(
      `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`,
      { id: other.id },
      author.token,
    );
    expect((await outcomeOf(id, other)).results).toEqual([]);
    expect((await outcomeOf(id)).results).toHaveLength(1);
  });
});

describe("the figures of a gathering", () => {
  it("are exact, for its hosts and organisers alone", async () => {
    const { id } = await held();
    const { GOING, WAITLISTED, CANCELLED } = RegistrationStatus;
    for (const [status, checkedInAt] of [
      ...[[GOING, ago(47)] as const, [GOING, ago(47)] as const, [GOING, null] as const],
      ...[[WAITLISTED, null] as const, [CANCELLED, null] as const],
    ])
      await on.build.buildRegistration({ gatheringId: id, status, checkedInAt });
    const FIGURES = "figures { registered came noShows waiting cancelled }";
    for (const by of [host, organiser])
      expect((await on.read(id, by, FIGURES)).figures).toEqual({
        ...{ registered: 3, came: 2, noShows: 1, waiting: 1, cancelled: 1 },
      });
    for (const by of [undefined, other]) expect((await on.read(id, by, FIGURES)).figures).toBeNull();
  });

  it("tell of no-shows once the gathering is over and somebody was checked in", async () => {
    const { GOING } = RegistrationStatus;
    const noShows = async (begun: { id: string }, checkedIn: readonly (Date | null)[]): Promise<number | null> => {
      for (const checkedInAt of checkedIn)
        await on.build.buildRegistration({ gatheringId: begun.id, status: GOING, checkedInAt });
      return (await on.read(begun.id, host, "figures { noShows }")).figures.noShows;
    };
    const underWay = { startsAt: ago(1), endsAt: new Date(Date.now() + hour) };
    expect(await noShows(await held(underWay), [ago(1), null])).toBeNull();
    expect(await noShows(await held(), [null, null])).toBeNull();
    expect(await noShows(await held({ status: GatheringStatus.CANCELLED }), [ago(47), null])).toBeNull();
    expect(await noShows(await held(), [ago(47), null])).toBe(1);
  });
});

describe("who is notified", () => {
  it("are those who came and the authors of the ideas on the agenda, once, and live who watches", async () => {
    const { id } = await held();
    const [came, stayedAway, author, cohost] = [
      ...[await on.person(), await on.person(), await on.person(), await on.person()],
    ];
    await app.services.database.query(
      sql`INSERT INTO gathering_host (gathering_id, member_id) VALUES (${id}, ${cohost!.id})`,
    );
    await on.build.buildRegistration({ gatheringId: id, memberId: came!.id, checkedInAt: ago(47) });
    await on.build.buildRegistration({ gatheringId: id, memberId: stayedAway!.id });
    await on.build.buildAgendaItem({
      ...{ gatheringId: id, ideaId: (await on.build.buildIdea({ authorId: author!.id })).id },
    });
    const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
    const live = followed<{ gatheringChanged: { gathering: { outcome: { summary: string } } } }>(
      app.socket(),
      "subscription ($id: ID!, $after: String!) { gatheringChanged(gatheringId: $id, after: $after) { gathering { outcome { summary } } } }",
      { id, after },
    );
    await record(host, { gatheringId: id, summary });
    await record(host, { gatheringId: id, version: 1, summary: "Vier gemeenten." });
    expect((await live.has(2)).at(-1)!.gatheringChanged.gathering.outcome.summary).toBe("Vier gemeenten.");
    live.stop();
    await app.caughtUp();
    const of = async (by: Person) =>
      (await notifying(app).list(by))
        .filter(({ kind, gathering }) => kind === "OUTCOME_RECORDED" && gathering?.id === id)
        .map(({ count }) => count);
    for (const by of [came!, author!, cohost!]) expect(await of(by)).toEqual([1]);
    for (const by of [stayedAway!, host]) expect(await of(by)).toEqual([]);
  });

  it("are all with a place where nobody was checked in", async () => {
    const { id } = await held();
    const came = await on.person();
    await on.build.buildRegistration({ gatheringId: id, memberId: came.id });
    await record(host, { gatheringId: id, summary });
    await app.caughtUp();
    expect((await notifying(app).list(came)).map(({ kind }) => kind)).toEqual(["OUTCOME_RECORDED"]);
  });
});

describe("an outcome that a moderator hides", () => {
  it("is seen by its hosts and moderators alone, with its results, until the decision is reversed", async () => {
    const act = moderating(app, on.build);
    const { id } = await held();
    const item = await on.build.buildAgendaItem({ gatheringId: id });
    const { outcome } = await record(host, {
      gatheringId: id,
      summary,
      results: [{ agendaItemId: item.id, result: "x" }],
    });
    const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
    const live = followed<{ gatheringChanged: { gathering: { outcome: null } } }>(
      app.socket(),
      "subscription ($id: ID!, $after: String!) { gatheringChanged(gatheringId: $id, after: $after) { gathering { outcome { id } } } }",
      { id, after },
    );
    const found = await act.reportedCase(outcome.id, organiser);
    expect(found).toMatchObject({ subjectKind: "OUTCOME", affected: [{ id: host.id }] });
    const { decision } = await act.decide(organiser, found.id as string, "HIDE");
    expect((await live.has(1))[0]!.gatheringChanged.gathering.outcome).toBeNull();
    live.stop();
    for (const by of [undefined, other]) {
      expect(await outcomeOf(id, by)).toBeNull();
      expect((await app.ask(`{ node(id: "${outcome.id}") { id } }`, {}, by?.token)).data.node).toBeNull();
      expect((await on.read(id, by, "agenda { result }")).agenda).toEqual([{ result: null }]);
    }
    for (const by of [host, organiser]) expect(await outcomeOf(id, by)).toMatchObject({ summary });
    await act.reverse(organiser, decision.id as string);
    expect(await outcomeOf(id)).toMatchObject({ summary });
  });
});
