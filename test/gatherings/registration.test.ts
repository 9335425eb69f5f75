import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GatheringStatus, RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { persistently } from "../support/persistently.js";

const REGISTER = `mutation ($id: ID!) { registerForGathering(input: {gatheringId: $id}) {
  registration { status position } userErrors { code path } } }`;
const CANCEL = `mutation ($id: ID!) { cancelRegistration(input: {gatheringId: $id}) {
  registration { status position } userErrors { code path } } }`;
const READ = `query ($id: ID!) { gathering(id: $id) {
  capacity { limit taken waiting } viewerRegistration { status position } registrations(first: 100) { totalCount nodes { member { id } status } } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;

beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

const newcomer = async () => app.tokenOf((await build.buildMember()).id);
const register = async (id: string, token: string) =>
  (await persistently(() => app.ask(REGISTER, { id }, token))).data.registerForGathering;
const cancel = async (id: string, token: string) =>
  (await persistently(() => app.ask(CANCEL, { id }, token))).data.cancelRegistration;

describe("places at a gathering", () => {
  it("go to ten of a hundred who ask at once; the rest wait in order, and move up as places come free", async () => {
    const { id } = await build.buildGathering({ limit: 10 });
    const tokens = await Promise.all(Array.from({ length: 100 }, newcomer));
    const given = await Promise.all(tokens.map((token) => register(id, token)));
    expect(given.flatMap((answer) => answer.userErrors)).toEqual([]);
    const going = tokens.filter((_, n) => given[n].registration.status === "GOING");
    expect(going).toHaveLength(10);

    // The order of the waiting list is the order of registering.
    const places = async () =>
      Promise.all(
        tokens.map(
          async (token) =>
            (await persistently(() => app.ask(READ, { id }, token))).data.gathering.viewerRegistration as {
              status: string;
              position: number | null;
            },
        ),
      );
    const before = await places();
    const waiting = tokens
      .filter((_, n) => before[n]!.status === "WAITLISTED")
      .sort((a, b) => before[tokens.indexOf(a)]!.position! - before[tokens.indexOf(b)]!.position!);
    expect(waiting.map((token) => before[tokens.indexOf(token)]!.position)).toEqual(
      Array.from({ length: 90 }, (_, n) => n + 1),
    );

    await Promise.all(going.slice(0, 5).map((token) => cancel(id, token)));
    const after = await places();
    expect(waiting.slice(0, 5).map((token) => after[tokens.indexOf(token)])).toEqual(
      Array(5).fill({ status: "GOING", position: null }),
    );
    expect(waiting.slice(5).map((token) => after[tokens.indexOf(token)])).toEqual(
      Array.from({ length: 85 }, (_, n) => ({ status: "WAITLISTED", position: n + 1 })),
    );
    const { data } = await app.ask(READ, { id });
    expect(data.gathering).toMatchObject({
      capacity: { limit: 10, taken: 10, waiting: 85 },
      viewerRegistration: null,
      registrations: { totalCount: 10 },
    });
  });

  it("go first to who waited while they were free, as an import may leave it", async () => {
    const { id: gatheringId } = await build.buildGathering({ limit: 2 });
    const waiting = await build.buildMember();
    await build.buildRegistration({ gatheringId, memberId: waiting.id, status: RegistrationStatus.WAITLISTED });
    const [second, third] = [await newcomer(), await newcomer()];
    expect((await register(gatheringId, second)).registration.status).toBe("GOING");
    expect((await register(gatheringId, third)).registration).toEqual({ status: "WAITLISTED", position: 1 });
    const { data } = await app.ask(READ, { id: gatheringId }, await app.tokenOf(waiting.id));
    expect(data.gathering.viewerRegistration).toEqual({ status: "GOING", position: null });
  });

  it("are not limited when the gathering has no limit", async () => {
    const { id } = await build.buildGathering({ limit: null });
    const token = await newcomer();
    expect(await register(id, token)).toEqual({ registration: { status: "GOING", position: null }, userErrors: [] });
    expect((await persistently(() => app.ask(READ, { id }, token))).data.gathering.capacity).toEqual({
      limit: null,
      taken: 1,
      waiting: 0,
    });
  });

  it("are taken once: a second registration is told, also when both come at once", async () => {
    const { id } = await build.buildGathering();
    const token = await newcomer();
    const answers = await Promise.all([register(id, token), register(id, token)]);
    expect(answers.flatMap((answer) => answer.userErrors)).toEqual([
      { code: "ALREADY_REGISTERED", path: ["input", "gatheringId"] },
    ]);
  });

  it("are lost by cancelling: who comes back goes to the end of the line", async () => {
    const { id } = await build.buildGathering({ limit: 1 });
    const [a, b] = [await newcomer(), await newcomer()];
    await register(id, a);
    await register(id, b);
    expect(await cancel(id, a)).toEqual({ registration: { status: "CANCELLED", position: null }, userErrors: [] });
    expect((await register(id, a)).registration).toEqual({ status: "WAITLISTED", position: 1 });
    expect((await app.ask(READ, { id }, b)).data.gathering.viewerRegistration).toEqual({
      status: "GOING",
      position: null,
    });
  });

  it("cannot be cancelled without a registration, nor twice", async () => {
    const { id } = await build.buildGathering();
    const token = await newcomer();
    expect((await cancel(id, token)).userErrors).toMatchObject([{ code: "NOT_REGISTERED" }]);
    await register(id, token);
    await cancel(id, token);
    expect((await cancel(id, token)).userErrors).toMatchObject([{ code: "NOT_REGISTERED" }]);
  });

  it("are not to be had at a gathering that was cancelled, is over, or does not exist", async () => {
    const token = await newcomer();
    const cancelled = await build.buildGathering({ status: GatheringStatus.CANCELLED });
    const over = await build.buildGathering({ startsAt: new Date(Date.now() - 86_400_000) });
    expect((await register(cancelled.id, token)).userErrors).toMatchObject([{ code: "GATHERING_CLOSED" }]);
    expect((await register(over.id, token)).userErrors).toMatchObject([{ code: "GATHERING_CLOSED" }]);
    expect((await register("01890000-0000-7000-8000-000000000000", token)).userErrors).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    expect((await register("nonsense", token)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("need a caller", async () => {
    const { id } = await build.buildGathering();
    const answer = await app.ask(REGISTER, { id });
    expect(answer.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });
});

describe("a registration", () => {
  it("that waits is seen by the member alone", async () => {
    const { id } = await build.buildGathering({ limit: 1 });
    const [a, b] = [await newcomer(), await newcomer()];
    const read = `mutation ($id: ID!) { registerForGathering(input: {gatheringId: $id}) { registration { id } } }`;
    const first = (await app.ask(read, { id }, a)).data.registerForGathering.registration.id as string;
    const second = (await app.ask(read, { id }, b)).data.registerForGathering.registration.id as string;
    const nodes = async (token?: string) =>
      (await app.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids: [first, second] }, token)).data.nodes;
    expect(await nodes(b)).toEqual([{ id: first }, { id: second }]);
    expect(await nodes(a)).toEqual([{ id: first }, null]);
    expect(await nodes()).toEqual([{ id: first }, null]);
  });
});

describe("the list of gatherings", () => {
  it("filters by format, theme, time and host", async () => {
    const host = await build.buildMember();
    const day = 86_400_000;
    const past = await build.buildGathering({ hosts: [host], startsAt: new Date(Date.now() - 30 * day) });
    const next = await build.buildGathering({ hosts: [host], startsAt: new Date(Date.now() + day) });
    const list = async (filter: object, orderBy = "LATEST") =>
      (
        await app.ask(
          `query ($f: GatheringFilter, $o: GatheringOrder) { gatherings(filter: $f, orderBy: $o) { nodes { id hosts { id } } } }`,
          {
            f: { hostId: host.id, ...filter },
            o: orderBy,
          },
        )
      ).data.gatherings.nodes.map((node: { id: string }) => node.id);
    expect(await list({})).toEqual([next.id, past.id]);
    expect(await list({}, "EARLIEST")).toEqual([past.id, next.id]);
    expect(await list({ from: new Date().toISOString() })).toEqual([next.id]);
    expect(await list({ until: new Date().toISOString() })).toEqual([past.id]);
    expect(await list({ formats: ["SHOWCASE"] })).toEqual([]);
    expect(await list({ themes: ["geen"] })).toEqual([]);
  });
});
