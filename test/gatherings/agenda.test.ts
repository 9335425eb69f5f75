import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { organising, type Person } from "./organising.js";

const AGENDA = `agenda { id status minutes reason idea { id } } agendaProposals { id status reason idea { id } }`;

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
let host: Person;
let author: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  [organiser, host, author] = [await on.organiser(), await on.person(), await on.person()];
});
afterAll(() => app.end());

interface Item {
  id: string;
  status: string;
  minutes: number | null;
  reason: string | null;
  idea: { id: string };
}

const schedule = async (): Promise<string> => (await on.schedule(organiser, { hosts: [host.id] })).id;
const ideaOf = async (by: Person, overrides: object = {}): Promise<string> =>
  (await on.build.buildIdea({ authorId: by.id, ...overrides })).id;
const item = async (name: string, by: Person, input: object): Promise<{ agendaItem: Item; userErrors: object[] }> =>
  on.mutate(name, by, input, "agendaItem { id status minutes reason idea { id } gathering { id } }");
/** An idea of the author, put forward for the agenda. */
const propose = async (gatheringId: string, by = author): Promise<Item> =>
  (await item("proposeAgendaItem", by, { gatheringId, ideaId: await ideaOf(by) })).agendaItem;
const accept = (id: string, more: object = {}) => item("decideAgendaItem", host, { id, accept: true, ...more });
const agenda = async (id: string, by?: Person): Promise<{ agenda: Item[]; agendaProposals: Item[] }> =>
  on.read(id, by, AGENDA);

describe("an author puts an idea forward for an agenda", () => {
  it("which they, the hosts and organisers see until a host decides", async () => {
    const id = await schedule();
    const proposed = await propose(id);
    expect(proposed).toMatchObject({ status: "PROPOSED", minutes: null, reason: null });
    for (const by of [author, host, organiser])
      expect((await agenda(id, by)).agendaProposals.map((one) => one.id)).toEqual([proposed.id]);
    for (const by of [undefined, await on.person()]) {
      expect(await agenda(id, by)).toEqual({ agenda: [], agendaProposals: [] });
      expect((await app.ask(`{ node(id: "${proposed.id}") { id } }`, {}, by?.token)).data.node).toBeNull();
    }
    await accept(proposed.id);
    expect((await agenda(id)).agenda).toMatchObject([{ id: proposed.id, status: "ACCEPTED" }]);
  });

  it("once: again it is what it was, whatever was decided", async () => {
    const [id, ideaId] = [await schedule(), await ideaOf(author)];
    const [one, other] = await Promise.all(
      [1, 2].map(() => item("proposeAgendaItem", author, { gatheringId: id, ideaId })),
    );
    expect(one!.agendaItem.id).toBe(other!.agendaItem.id);
    await item("decideAgendaItem", host, { id: one!.agendaItem.id, accept: false, reason: "Volgende keer." });
    expect((await item("proposeAgendaItem", author, { gatheringId: id, ideaId })).agendaItem).toMatchObject({
      ...{ id: one!.agendaItem.id, status: "DECLINED", reason: "Volgende keer." },
    });
  });

  it("on it at once when they host the gathering", async () => {
    const id = await schedule();
    expect(await propose(id, host)).toMatchObject({ status: "ACCEPTED" });
  });

  it("of their own alone, that is not withdrawn, for a gathering that is to come", async () => {
    const gatheringId = await schedule();
    const refused = async (input: object, by = author) =>
      (await item("proposeAgendaItem", by, { gatheringId, ...input })).userErrors;
    expect(await refused({ ideaId: await ideaOf(host) })).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "ideaId"] },
    ]);
    const withdrawn = await ideaOf(author, { status: IdeaStatus.WITHDRAWN });
    expect(await refused({ ideaId: withdrawn })).toMatchObject([{ code: "IDEA_WITHDRAWN" }]);
    const over = await on.build.buildGathering({ startsAt: new Date(Date.now() - 7 * 86_400_000) });
    const ideaId = await ideaOf(author);
    expect(await refused({ ideaId, gatheringId: over.id })).toMatchObject([{ code: "GATHERING_CLOSED" }]);
    const proposal = await on.propose(host);
    expect(await refused({ ideaId, gatheringId: proposal.id })).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "gatheringId"] },
    ]);
  });

  it("of which an agenda has fifty at most, also when two come at once", async () => {
    const id = await schedule();
    for (let n = 0; n < 49; n++) await propose(id);
    const answers = await Promise.all(
      [await ideaOf(author), await ideaOf(author)].map((ideaId) =>
        item("proposeAgendaItem", author, { gatheringId: id, ideaId }),
      ),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: "AGENDA_FULL" }]);
  });

  it("and takes it back", async () => {
    const id = await schedule();
    const [one, other] = [await propose(id), await propose(id)];
    await accept(one.id);
    const withdraw = (by: Person, itemId: string) =>
      on.mutate("withdrawAgendaItem", by, { id: itemId }, `gathering { ${AGENDA} }`);
    expect((await withdraw(host, one.id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await withdraw(author, one.id)).gathering).toMatchObject({
      agenda: [],
      agendaProposals: [{ id: other.id }],
    });
    expect((await withdraw(author, one.id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

describe("a host", () => {
  it("accepts, plans minutes, and declines with a reason; nobody else does", async () => {
    const id = await schedule();
    const one = await propose(id);
    expect((await accept(one.id, { minutes: 20 })).agendaItem).toMatchObject({ status: "ACCEPTED", minutes: 20 });
    expect((await accept(one.id, { minutes: null })).agendaItem).toMatchObject({ status: "ACCEPTED", minutes: null });
    expect(
      (await item("decideAgendaItem", organiser, { id: one.id, accept: false, reason: "Te vol" })).agendaItem,
    ).toMatchObject({
      ...{ status: "DECLINED", reason: "Te vol" },
    });
    expect((await accept(one.id)).agendaItem).toMatchObject({ status: "ACCEPTED", reason: null });
    for (const by of [author, await on.person()])
      expect((await item("decideAgendaItem", by, { id: one.id, accept: true })).userErrors).toMatchObject([
        { code: "NOT_FOUND" },
      ]);
  });

  it("gets what is wrong with a decision by field", async () => {
    const one = await propose(await schedule());
    for (const minutes of [0, 1_441, -5])
      expect((await accept(one.id, { minutes })).userErrors).toMatchObject([
        { code: "INVALID_INPUT", path: ["input", "minutes"], problem: "OUT_OF_RANGE" },
      ]);
    expect((await accept(one.id, { reason: "Omdat" })).userErrors).toMatchObject([
      { path: ["input", "reason"], problem: "NOT_ALLOWED" },
    ]);
  });

  it("orders the agenda: all that is accepted, each once", async () => {
    const id = await schedule();
    const items = [await propose(id), await propose(id), await propose(id)];
    const declined = await propose(id);
    for (const one of items) await accept(one.id);
    const [a, b, c] = items.map((one) => one.id) as [string, string, string];
    expect((await agenda(id)).agenda.map((one) => one.id)).toEqual([a, b, c]);
    const order = (list: string[], by = host) =>
      on.mutate("orderAgenda", by, { gatheringId: id, items: list }, "gathering { agenda { id } }");
    expect((await order([c, a, b])).gathering.agenda.map((one: Item) => one.id)).toEqual([c, a, b]);
    for (const list of [
      [c, a],
      [c, a, a],
      [c, a, b, declined.id],
      [c, a, "onzin"],
    ])
      expect((await order(list)).userErrors).toMatchObject([{ path: ["input", "items"], problem: "NOT_ALLOWED" }]);
    expect((await order([a, b, c], author)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await agenda(id)).agenda.map((one) => one.id)).toEqual([c, a, b]);
  });
});

describe("an agenda", () => {
  it("leaves out ideas that the reader may not see", async () => {
    const id = await schedule();
    const [one, other] = [await propose(id), await propose(id)];
    for (const { id: itemId } of [one, other]) await accept(itemId);
    await app.services.database.source.manager.update("Idea", { id: one.idea.id }, { hiddenAt: new Date() });
    expect((await agenda(id)).agenda.map((seen) => seen.id)).toEqual([other.id]);
    expect((await agenda(id, author)).agenda.map((seen) => seen.id)).toEqual([one.id, other.id]);
  });

  it("stands with the idea as its gatherings", async () => {
    const [id, elsewhere] = [await schedule(), await schedule()];
    const one = await propose(id);
    await item("proposeAgendaItem", author, { gatheringId: elsewhere, ideaId: one.idea.id });
    await accept(one.id);
    const { data } = await app.ask(`{ idea(id: "${one.idea.id}") { gatherings { totalCount nodes { id } } } }`);
    expect(data.idea.gatherings).toEqual({ totalCount: 1, nodes: [{ id }] });
  });

  it("begins with the idea or question for which a gathering is proposed", async () => {
    const ideaId = await ideaOf(author);
    const proposed = await on.propose(author, { ideaId, format: "QUESTION" });
    expect((await agenda(proposed.id, author)).agenda).toMatchObject([{ idea: { id: ideaId }, status: "ACCEPTED" }]);
    expect(await on.refused("proposeGathering", host, on.plan({ ideaId }))).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "ideaId"] },
    ]);
    await on.done("acceptGatheringProposal", organiser, { id: proposed.id, version: 1 });
    expect((await agenda(proposed.id)).agenda).toMatchObject([{ idea: { id: ideaId } }]);
  });

  it("is live, and the hosts and the author are notified", async () => {
    const id = await schedule();
    const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
    const live = followed<{ gatheringChanged: { gathering: { agenda: Item[] } } }>(
      app.socket(),
      "subscription ($id: ID!, $after: String!) { gatheringChanged(gatheringId: $id, after: $after) { gathering { agenda { id } } } }",
      { id, after },
    );
    const one = await propose(id);
    await accept(one.id);
    expect((await live.has(2)).at(-1)!.gatheringChanged.gathering.agenda).toEqual([{ id: one.id }]);
    live.stop();
    await app.caughtUp();
    const of = async (by: Person) =>
      (await notifying(app).list(by))
        .filter(({ gathering }) => gathering?.id === id)
        .map(({ kind, idea }) => [kind, idea?.id]);
    expect(await of(host)).toEqual([
      ["AGENDA_ITEM_PROPOSED", one.idea.id],
      ["HOST_ADDED", undefined],
    ]);
    expect(await of(author)).toEqual([["AGENDA_ITEM_ACCEPTED", one.idea.id]]);
    await accept(one.id, { minutes: 10 });
    await item("decideAgendaItem", host, { id: one.id, accept: false });
    await app.caughtUp();
    expect((await of(author)).map(([kind]) => kind)).toEqual(["AGENDA_ITEM_DECLINED", "AGENDA_ITEM_ACCEPTED"]);
  });
});
