import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { statusAfter } from "../../src/domains/gatherings/scheduling/gathering-status.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { organising, type Person } from "./organising.js";

const LIST = `query ($filter: GatheringFilter) { gatherings(filter: $filter, first: 100) { totalCount nodes { id } } }`;

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
let proposer: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  [organiser, proposer] = [await on.organiser(), await on.person()];
});
afterAll(() => app.end());

const listed = async (filter: object | null, by?: Person): Promise<string[]> =>
  (await app.ask(LIST, { filter }, by?.token)).data.gatherings.nodes.map(({ id }: { id: string }) => id);

describe("a member proposes a gathering", () => {
  it("which the proposer and organisers see, and nobody else", async () => {
    const theme = await on.build.buildTheme();
    const proposed = await on.propose(proposer, {
      title: "Hoe deel je data?",
      format: "QUESTION",
      themes: [theme.slug],
    });
    expect(proposed).toMatchObject({
      ...{ status: "PROPOSED", title: "Hoe deel je data?", hosts: [], proposer: { id: proposer.id } },
      ...{ viewerCanEdit: true, held: false },
    });
    const { id } = proposed;
    for (const by of [organiser, await on.person(Role.ADMIN)])
      expect(await on.read(id, by, "id proposer { id }")).toEqual({ id, proposer: { id: proposer.id } });
    for (const by of [undefined, await on.person(), await on.person(Role.ANALYST)]) {
      expect(await on.read(id, by, "id")).toBeNull();
      expect((await app.ask("query ($id: ID!) { node(id: $id) { id } }", { id }, by?.token)).data.node).toBeNull();
      expect(await listed({ statuses: ["PROPOSED", "DECLINED"] }, by)).toEqual([]);
    }
    const ofTheme = await app.ask(
      "query ($slug: String!) { theme(slug: $slug) { gatherings { totalCount } } }",
      {
        slug: theme.slug,
      },
      organiser.token,
    );
    expect(ofTheme.data.theme.gatherings.totalCount).toBe(0);
  });

  it("which stands in no list unless its status is asked for", async () => {
    const { id } = await on.propose(proposer);
    for (const by of [undefined, proposer, organiser]) expect(await listed(null, by)).not.toContain(id);
    for (const by of [proposer, organiser]) expect(await listed({ statuses: ["PROPOSED"] }, by)).toContain(id);
    expect(await listed({ statuses: ["SCHEDULED", "CANCELLED"] }, organiser)).not.toContain(id);
  });

  it("for which nobody can register, and that nobody hosts yet", async () => {
    const { id } = await on.propose(proposer);
    expect((await on.register(await on.person(), id)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await on.refused("editGathering", proposer, { id, version: 1, hosts: [proposer.id] })).toMatchObject([
      { path: ["input", "hosts"], problem: "NOT_ALLOWED" },
    ]);
  });

  it("once, however often a request with the same key arrives", async () => {
    const input = on.plan({ idempotencyKey: "voorstel" });
    const [one, other] = await Promise.all([1, 2].map(() => on.done("proposeGathering", proposer, input)));
    expect(one.id).toBe(other.id);
  });

  it("and may edit it until it is decided, as may organisers", async () => {
    const { id } = await on.propose(proposer);
    expect(await on.done("editGathering", proposer, { id, version: 1, title: "Beter" })).toMatchObject({ version: 2 });
    expect(await on.done("editGathering", organiser, { id, version: 2, capacity: 12 })).toMatchObject({ version: 3 });
    expect(await on.refused("editGathering", await on.person(), { id, version: 3, title: "Mijn" })).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
  });
});

describe("an organiser", () => {
  it("accepts a proposal as it is: its proposer hosts it, and everybody sees it", async () => {
    const { id } = await on.propose(proposer);
    const accepted = await on.done("acceptGatheringProposal", organiser, { id, version: 1 });
    expect(accepted).toMatchObject({ status: "SCHEDULED", hosts: [{ id: proposer.id }], version: 2 });
    expect(await on.read(id, undefined, "status proposer { id }")).toEqual({ status: "SCHEDULED", proposer: null });
    expect(await listed(null)).toContain(id);
    expect((await on.register(await on.person(), id)).registration).toMatchObject({ status: "GOING" });
  });

  it("plans it otherwise: another time, another place, other hosts", async () => {
    const { id } = await on.propose(proposer, { endsAt: null });
    const host = await on.person();
    expect(
      await on.done("acceptGatheringProposal", organiser, {
        ...{ id, version: 1, startsAt: `${on.day(20)}T09:30Z`, endsAt: `${on.day(20)}T12:00Z` },
        ...{ place: { name: "Kortrijk" }, hosts: [host.id] },
      }),
    ).toMatchObject({
      ...{ status: "SCHEDULED", startsAt: `${on.day(20)}T09:30:00.000Z`, place: { name: "Kortrijk" } },
      hosts: [{ id: host.id }],
    });
  });

  it("gives a time to one whose time has passed", async () => {
    const { id } = await on.build.buildGathering({
      ...{ status: "PROPOSED" as never, proposerId: proposer.id, startsAt: new Date(Date.now() - 86_400_000) },
      endsAt: null,
    });
    expect(await on.refused("acceptGatheringProposal", organiser, { id, version: 1 })).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "startsAt"], problem: "OUT_OF_RANGE" },
    ]);
    expect(
      await on.done("acceptGatheringProposal", organiser, { id, version: 1, startsAt: `${on.day(3)}T10:00` }),
    ).toMatchObject({ status: "SCHEDULED" });
  });

  it("declines it with a reason, which its proposer reads", async () => {
    const { id } = await on.propose(proposer);
    await on.done("declineGatheringProposal", organiser, { id, version: 1, reason: "Dat deden we in mei." });
    expect(await on.read(id, proposer, "status reason viewerCanEdit")).toEqual({
      ...{ status: "DECLINED", reason: "Dat deden we in mei.", viewerCanEdit: false },
    });
    expect(await on.read(id, await on.person(), "id")).toBeNull();
  });

  it("decides once: of two who decide at once, one does", async () => {
    const { id } = await on.propose(proposer);
    const other = await on.organiser();
    const decided = await Promise.all([
      on.mutate("acceptGatheringProposal", organiser, { id, version: 1 }),
      on.mutate("declineGatheringProposal", other, { id, version: 1, reason: "Nee" }),
    ]);
    expect(decided.filter(({ gathering }) => gathering !== null)).toHaveLength(1);
    expect(decided.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: "STATUS_CONFLICT" }]);
  });

  it("does what other members, the proposer included, may not", async () => {
    const { id } = await on.propose(proposer);
    for (const by of [proposer, await on.person()])
      for (const [name, input] of [
        ["acceptGatheringProposal", { id, version: 1 }],
        ["declineGatheringProposal", { id, version: 1, reason: "Nee" }],
      ] as const) {
        await expect(on.mutate(name, by, input)).rejects.toThrow("FORBIDDEN");
      }
  });
});

describe("a proposal", () => {
  it("is withdrawn by its proposer alone, and stays out of sight", async () => {
    const { id } = await on.propose(proposer);
    expect(await on.refused("withdrawGatheringProposal", await on.person(), { id })).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    expect(await on.refused("withdrawGatheringProposal", organiser, { id })).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await on.done("withdrawGatheringProposal", proposer, { id })).toMatchObject({
      status: "DECLINED",
      reason: null,
    });
    expect(await on.done("withdrawGatheringProposal", proposer, { id })).toMatchObject({
      status: "DECLINED",
      version: 2,
    });
    expect(await on.read(id, undefined, "id")).toBeNull();
  });

  it("is not withdrawn any more when it was accepted", async () => {
    const { id } = await on.propose(proposer);
    await on.done("acceptGatheringProposal", organiser, { id, version: 1 });
    expect(await on.refused("withdrawGatheringProposal", proposer, { id })).toMatchObject([
      { code: "STATUS_CONFLICT" },
    ]);
  });

  it("is no live news for others", async () => {
    const { id } = await on.propose(proposer);
    const query = "subscription ($id: ID!) { gatheringChanged(gatheringId: $id) { gathering { status } } }";
    const stranger = followed(app.socket((await on.person()).token), query, { id });
    expect((await stranger.end())!.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
    const own = followed<{ gatheringChanged: { gathering: { status: string } } }>(
      app.socket(proposer.token),
      "subscription ($id: ID!, $after: String!) { gatheringChanged(gatheringId: $id, after: $after) { gathering { status } } }",
      { id, after },
    );
    await on.done("declineGatheringProposal", organiser, { id, version: 1, reason: "Nee" });
    expect(await own.has(1)).toEqual([{ gatheringChanged: { gathering: { status: "DECLINED" } } }]);
    own.stop();
  });

  it("becomes scheduled or declined, and what was scheduled cancelled; nothing else", () => {
    expect(statusAfter).toEqual({
      PROPOSED: ["SCHEDULED", "DECLINED"],
      SCHEDULED: ["CANCELLED"],
      CANCELLED: [],
      DECLINED: [],
    });
  });
});
