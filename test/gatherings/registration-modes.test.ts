import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { organising, type Person } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let members: ReturnType<typeof notifying>;
let host: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  members = notifying(app);
  host = await on.organiser();
});
afterAll(() => app.end());

const REGISTRATION = "registration { id status position reason member { id } }";
const decide = (id: string, accept: boolean, input: object = {}, by = host) =>
  on.mutate("decideRegistration", by, { id, accept, ...input }, REGISTRATION);
const invite = (gatheringId: string, people: Person[], by = host) =>
  on.mutate(
    "inviteToGathering",
    by,
    { gatheringId, memberIds: people.map(({ id }) => id) },
    "registrations { id status }",
  );
const people = (count: number): Promise<Person[]> => Promise.all(Array.from({ length: count }, () => on.person()));
const listed = async (id: string, by?: Person): Promise<{ status: string; member: { id: string } }[]> => {
  const all = "[GOING, WAITLISTED, CANCELLED, REQUESTED, INVITED, DECLINED]";
  return (await on.read(id, by, `registrations(statuses: ${all}, first: 50) { nodes { status member { id } } }`))
    .registrations.nodes;
};
const statusOf = async (by: Person, id: string): Promise<string | null> =>
  (await on.read(id, by, "viewerRegistration { status }")).viewerRegistration?.status ?? null;
const kindsOf = async (by: Person): Promise<string[]> => {
  await app.caughtUp();
  return (await members.list(by)).map(({ kind }) => kind);
};

describe("where a host approves each registration", () => {
  const approving = async (overrides: object = {}): Promise<string> =>
    (await on.schedule(host, { registration: "APPROVAL", ...overrides })).id;

  it("a member requests a place, and takes none until a host accepts", async () => {
    const [id, member] = [await approving({ capacity: 1 }), await on.person()];
    const { registration } = await on.register(member, id);
    expect(registration).toMatchObject({ status: "REQUESTED", position: null });
    expect((await on.read(id)).capacity).toEqual({ limit: 1, taken: 0, waiting: 0 });
    expect((await decide(registration.id, true)).registration.status).toBe("GOING");
    expect(await kindsOf(host)).toContain("REGISTRATION_REQUESTED");
    expect(await kindsOf(member)).toEqual(["REGISTRATION_ACCEPTED"]);
  });

  it("who is accepted when all places are taken waits", async () => {
    const [id, [one, other]] = [await approving({ capacity: 1 }), await people(2)];
    const requests = [await on.register(one!, id), await on.register(other!, id)];
    const decided = [];
    for (const { registration } of requests) decided.push(await decide(registration.id, true));
    expect(decided.map(({ registration }) => registration)).toMatchObject([
      { status: "GOING" },
      { status: "WAITLISTED", position: 1 },
    ]);
  });

  it("who is declined reads why, and cannot ask again unless a host invites them", async () => {
    const [id, member] = [await approving(), await on.person()];
    const { registration } = await on.register(member, id);
    const declined = await decide(registration.id, false, { reason: "Enkel voor steden." });
    expect(declined.registration).toMatchObject({ status: "DECLINED", reason: "Enkel voor steden." });
    expect(await kindsOf(member)).toEqual(["REGISTRATION_DECLINED"]);
    expect((await on.register(member, id)).userErrors).toMatchObject([{ code: "INVITATION_REQUIRED" }]);
    await invite(id, [member]);
    expect((await on.register(member, id)).registration).toMatchObject({ status: "GOING", reason: null });
  });

  it("hosts come in without asking themselves, and a request is withdrawn by cancelling it", async () => {
    const [id, member] = [await approving(), await on.person()];
    expect((await on.register(host, id)).registration.status).toBe("GOING");
    await on.register(member, id);
    expect((await on.cancelRegistration(member, id)).registration.status).toBe("CANCELLED");
    expect((await on.register(member, id)).registration.status).toBe("REQUESTED");
  });

  it("the hosts see the requests, and nobody else those of others", async () => {
    const [id, member, stranger] = [await approving(), await on.person(), await on.person()];
    const { registration } = await on.register(member, id);
    for (const by of [host, member, await on.organiser()])
      expect(await listed(id, by)).toEqual([{ status: "REQUESTED", member: { id: member.id } }]);
    for (const by of [stranger, undefined]) {
      expect(await listed(id, by)).toEqual([]);
      expect((await app.ask(`{ node(id: "${registration.id}") { id } }`, {}, by?.token)).data.node).toBeNull();
    }
    expect((await decide(registration.id, true, {}, stranger)).userErrors).toMatchObject([
      { code: "NOT_FOUND", path: ["input", "id"] },
    ]);
    expect(await statusOf(member, id)).toBe("REQUESTED");
  });

  it("all requests become places, in their order, when registration becomes open", async () => {
    const [id, asking] = [await approving({ capacity: 2 }), await people(3)];
    for (const member of asking) await on.register(member, id);
    await on.done("editGathering", host, { id, version: 1, registration: "OPEN" });
    expect(await Promise.all(asking.map((member) => statusOf(member, id)))).toEqual(["GOING", "GOING", "WAITLISTED"]);
    expect(await kindsOf(asking[2]!)).toEqual(["REGISTRATION_ACCEPTED"]);
  });

  it("of decisions at the same time no more are accepted than there are places", async () => {
    const [id, asking] = [await approving({ capacity: 3 }), await people(8)];
    const requests = await Promise.all(asking.map((member) => on.register(member, id)));
    await Promise.all(requests.map(({ registration }) => decide(registration.id, true)));
    expect((await on.read(id)).capacity).toEqual({ limit: 3, taken: 3, waiting: 5 });
  });

  it("a reason goes with a decline alone", async () => {
    const [id, member] = [await approving(), await on.person()];
    const { registration } = await on.register(member, id);
    expect((await decide(registration.id, true, { reason: "Welkom" })).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "reason"], problem: "NOT_ALLOWED" },
    ]);
  });
});

describe("where registration is by invitation", () => {
  const closed = async (overrides: object = {}): Promise<string> =>
    (await on.schedule(host, { registration: "INVITATION", ...overrides })).id;

  it("only who is invited gets a place, which nothing reserves meanwhile", async () => {
    const [id, [invited, other]] = [await closed({ capacity: 1 }), await people(2)];
    expect((await on.register(other!, id)).userErrors).toMatchObject([
      { code: "INVITATION_REQUIRED", path: ["input", "gatheringId"] },
    ]);
    expect((await invite(id, [invited!])).registrations).toMatchObject([{ status: "INVITED" }]);
    expect((await on.read(id)).capacity.taken).toBe(0);
    expect(await kindsOf(invited!)).toEqual(["GATHERING_INVITED"]);
    expect((await on.register(invited!, id)).registration.status).toBe("GOING");
  });

  it("an invitation stands after registration has closed, and is declined by cancelling it", async () => {
    const id = await closed();
    const [invited, declining] = await people(2);
    await invite(id, [invited!, declining!]);
    await on.done("editGathering", host, {
      id,
      version: 1,
      registrationClosesAt: new Date(Date.now() - 1_000).toISOString(),
    });
    expect((await on.register(invited!, id)).registration.status).toBe("GOING");
    expect((await on.cancelRegistration(declining!, id)).registration.status).toBe("CANCELLED");
    expect((await on.register(declining!, id)).userErrors).toMatchObject([{ code: "REGISTRATION_CLOSED" }]);
  });

  it("is withdrawn by a host who declines it, of which nobody is notified", async () => {
    const [id, invited] = [await closed(), await on.person()];
    const [{ id: registrationId }] = (await invite(id, [invited])).registrations;
    expect((await decide(registrationId, false)).registration.status).toBe("CANCELLED");
    expect(await kindsOf(invited)).toEqual(["GATHERING_INVITED"]);
    expect((await on.register(invited, id)).userErrors).toMatchObject([{ code: "INVITATION_REQUIRED" }]);
  });

  it("only hosts and organisers invite, and only members whom they may see", async () => {
    const [id, [member, blocking]] = [await closed(), await people(2)];
    expect((await invite(id, [member!], member)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    const guide = await on.person();
    const theirs = (await on.schedule(host, { hosts: [guide.id] })).id;
    await app.ask(
      `mutation { blockMember(input: {memberId: "${guide.id}"}) { userErrors { code } } }`,
      {},
      blocking!.token,
    );
    expect((await invite(theirs, [member!, blocking!], guide)).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "memberIds", "1"], problem: "UNKNOWN" },
    ]);
    expect(await statusOf(member!, theirs)).toBeNull();
    const nobody = await on.mutate(
      "inviteToGathering",
      host,
      { gatheringId: id, memberIds: [] },
      "registrations { id }",
    );
    expect(nobody.userErrors).toMatchObject([{ path: ["input", "memberIds"], problem: "REQUIRED" }]);
  });

  it("who is registered stays so, and who asked for a place gets one", async () => {
    const id = (await on.schedule(host, { registration: "APPROVAL" })).id;
    const [going, asking] = await people(2);
    await on.register(asking!, id);
    await invite(id, [going!]);
    await on.register(going!, id);
    const { registrations } = await invite(id, [going!, asking!, going!]);
    expect(registrations).toMatchObject([{ status: "GOING" }, { status: "GOING" }]);
  });

  it("a series gives places at what is open or where one is invited, and requests the others", async () => {
    const series = "series { id gatherings(first: 5) { nodes { id version } } }";
    const recurrence = "FREQ=WEEKLY;COUNT=3";
    const made = await on.mutate("scheduleGathering", host, on.plan({ recurrence }), `gathering { id ${series} }`);
    const [first, second, third] = made.gathering.series.gatherings.nodes;
    await on.done("editGathering", host, { id: second.id, version: 1, registration: "APPROVAL" });
    await on.done("editGathering", host, { id: third.id, version: 1, registration: "INVITATION" });
    const member = await on.person();
    await on.mutate("registerForSeries", member, { seriesId: made.gathering.series.id }, "seriesRegistration { id }");
    const statuses = [first, second, third].map(({ id }: { id: string }) => statusOf(member, id));
    expect(await Promise.all(statuses)).toEqual(["GOING", "REQUESTED", null]);
  });
});

describe("when the waiting list has closed", () => {
  const full = async (): Promise<{ id: string; going: Person; waiting: Person[] }> => {
    const { id } = await on.schedule(host, { capacity: 1 });
    const [going, ...waiting] = await people(3);
    for (const member of [going!, ...waiting]) await on.register(member, id);
    await on.done("editGathering", host, {
      id,
      version: 1,
      waitingListClosesAt: new Date(Date.now() - 1_000).toISOString(),
    });
    return { id, going: going!, waiting };
  };
  const registrationId = async (by: Person, id: string): Promise<string> =>
    (await on.read(id, by, "viewerRegistration { id }")).viewerRegistration.id;

  it("a place that comes free goes to nobody by itself, and a host gives it to whom they choose", async () => {
    const { id, going, waiting } = await full();
    await on.cancelRegistration(going, id);
    expect((await on.read(id)).capacity).toEqual({ limit: 1, taken: 0, waiting: 2 });
    expect((await decide(await registrationId(waiting[1]!, id), true)).registration.status).toBe("GOING");
    expect(await kindsOf(waiting[1]!)).toEqual(["PLACE_GIVEN"]);
    expect((await decide(await registrationId(waiting[0]!, id), true)).userErrors).toMatchObject([
      { code: "STATUS_CONFLICT", message: "All places are taken: raise their number first." },
    ]);
  });

  it("who comes then is behind who waits, although a place is free", async () => {
    const { id, going } = await full();
    await on.cancelRegistration(going, id);
    expect((await on.register(await on.person(), id)).registration).toMatchObject({
      status: "WAITLISTED",
      position: 3,
    });
  });

  it("and opens again, the places that came free go to who waits, in order", async () => {
    const { id, going, waiting } = await full();
    await on.cancelRegistration(going, id);
    await on.done("editGathering", host, { id, version: 2, waitingListClosesAt: null });
    expect(await Promise.all(waiting.map((member) => statusOf(member, id)))).toEqual(["GOING", "WAITLISTED"]);
  });

  it("until then a host cannot pass over who waits", async () => {
    const { id } = await on.schedule(host, { capacity: 1 });
    const [going, waiting] = await people(2);
    for (const member of [going!, waiting!]) await on.register(member, id);
    expect((await decide(await registrationId(waiting!, id), true)).userErrors).toMatchObject([
      { code: "STATUS_CONFLICT", path: ["input", "id"] },
    ]);
  });

  it("it closes before the gathering begins", async () => {
    const plan = on.plan({ waitingListClosesAt: `${on.day(10)}T14:01` });
    expect(await on.refused("scheduleGathering", host, plan)).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "waitingListClosesAt"], problem: "OUT_OF_RANGE" },
    ]);
  });

  it("who registered is notified of a change also while they wait for a decision, and who is invited of a cancellation", async () => {
    const { id } = await on.schedule(host, { registration: "APPROVAL" });
    const [asking, invited] = await people(2);
    await on.register(asking!, id);
    await invite(id, [invited!]);
    await on.done("editGathering", host, { id, version: 1, place: { name: "De Krook" } });
    await on.done("cancelGathering", host, { id, version: 2, reason: "De zaal brandde af." });
    expect(await kindsOf(asking!)).toEqual(["GATHERING_CANCELLED", "GATHERING_CHANGED"]);
    expect(await kindsOf(invited!)).toEqual(["GATHERING_CANCELLED", "GATHERING_INVITED"]);
  });

  it("a host who declines who has a place frees it for the next, until the list closes", async () => {
    const { id } = await on.schedule(host, { capacity: 1 });
    const [going, waiting] = await people(2);
    for (const member of [going!, waiting!]) await on.register(member, id);
    await decide(await registrationId(going!, id), false);
    expect([await statusOf(going!, id), await statusOf(waiting!, id)]).toEqual(["DECLINED", "GOING"]);
    expect((await on.register(going!, id)).userErrors).toMatchObject([{ code: "INVITATION_REQUIRED" }]);
  });
});
