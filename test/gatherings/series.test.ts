import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DateTime } from "luxon";
import sql from "sql-template-tag";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { organising, type Person } from "./organising.js";

const SERIES = `series { id title recurrence timeZone viewerRegistration { id cancelledAt registrations { status } }
  gatherings(first: 100) { totalCount nodes { id title startsAt endsAt status differsFromSeries version hosts { id } capacity { limit } } } }`;

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
/** The next last Sunday of October, when the clocks go back, and a Thursday 17 days before: of next year. */
const year = new Date().getUTCFullYear() + 1;
const thursday = DateTime.utc(year, 10, 31)
  .minus({ days: DateTime.utc(year, 10, 31).weekday % 7 })
  .minus({ days: 17 });
const at = (weeks: number, hour: string): string => `${thursday.plus({ weeks }).toISODate()}T${hour}`;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

interface Node {
  id: string;
  title: string;
  startsAt: string;
  endsAt: string | null;
  status: string;
  differsFromSeries: boolean;
  version: number;
  hosts: { id: string }[];
  capacity: { limit: number | null };
}

/** A series of five Thursdays over the night on which the clocks go back. */
const plan = (overrides: object = {}) => ({
  startsAt: at(0, "14:00"),
  endsAt: at(0, "16:00"),
  recurrence: "FREQ=WEEKLY;COUNT=5",
  ...overrides,
});
const schedule = async (overrides: object = {}, by = organiser): Promise<{ seriesId: string; nodes: Node[] }> => {
  const { id } = await on.schedule(by, plan(overrides));
  const { series } = await on.read(id, undefined, SERIES);
  return { seriesId: series.id, nodes: series.gatherings.nodes };
};
const read = async (id: string, by?: Person) => (await on.read(id, by, SERIES)).series;
const nodesOf = async (id: string, by?: Person): Promise<Node[]> => (await read(id, by)).gatherings.nodes;
/** The hour and minute on the clocks in Brussels. */
const clock = (moment: string | null): string | null =>
  moment === null ? null : DateTime.fromISO(moment, { zone: "Europe/Brussels" }).toFormat("HH:mm");
const registerForSeries = (by: Person, input: object) =>
  on.mutate(
    "registerForSeries",
    by,
    input,
    "seriesRegistration { id cancelledAt registrations { status gathering { id } } }",
  );

describe("a series", () => {
  it("is scheduled once, and keeps its hours on the clocks over the night on which they change", async () => {
    const { id } = await on.schedule(organiser, plan({ capacity: 8, registrationClosesAt: at(-1, "12:00") }));
    const series = await read(id);
    expect(series).toMatchObject({
      ...{ title: "Uitwisseling over fietsen", recurrence: "FREQ=WEEKLY;COUNT=5", timeZone: "Europe/Brussels" },
      ...{ viewerRegistration: null, gatherings: { totalCount: 5 } },
    });
    const nodes: Node[] = series.gatherings.nodes;
    expect(nodes.map(({ startsAt }) => clock(startsAt))).toEqual(Array(5).fill("14:00"));
    expect(nodes.map(({ endsAt }) => clock(endsAt))).toEqual(Array(5).fill("16:00"));
    const offsets = nodes.map(({ startsAt }) => new Date(startsAt).getUTCHours());
    expect(offsets).toEqual([12, 12, 12, 13, 13]);
    expect(nodes[0]!.id).toBe(id);
    expect(nodes.map(({ capacity }) => capacity.limit)).toEqual(Array(5).fill(8));
    const closes = (await on.read(nodes[4]!.id, undefined, "registrationClosesAt")).registrationClosesAt;
    expect([closes.slice(0, 10), clock(closes)]).toEqual([at(3, "").slice(0, 10), "12:00"]);
  });

  it("whose hour the clocks skip or show twice on one of its days is refused, with the day", async () => {
    const sunday = thursday.plus({ days: 17 }).minus({ weeks: 1 }).toISODate()!;
    expect(
      await on.refused("scheduleGathering", organiser, on.plan(plan({ startsAt: `${sunday}T02:30`, endsAt: null }))),
    ).toMatchObject([
      {
        ...{ code: "INVALID_INPUT", path: ["input", "recurrence"], problem: "NOT_ALLOWED" },
        message: expect.stringMatching(new RegExp(`${thursday.plus({ days: 17 }).toISODate()}.*twice`)),
      },
    ]);
  });

  it("and a rule that cannot be used is refused, and leaves nothing behind", async () => {
    const count = async () =>
      (
        await app.services.database.query<{ n: number }>(
          sql`SELECT (SELECT count(*) FROM gathering_series)::int + (SELECT count(*) FROM gathering)::int AS n`,
        )
      )[0]!.n;
    const before = await count();
    for (const recurrence of ["FREQ=WEEKLY", "FREQ=DAILY;COUNT=201", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", "wekelijks"])
      expect(await on.refused("scheduleGathering", organiser, on.plan(plan({ recurrence })))).toMatchObject([
        { code: "INVALID_INPUT", path: ["input", "recurrence"] },
      ]);
    expect(
      await on.refused("scheduleGathering", organiser, on.plan(plan({ recurrence: "FREQ=YEARLY;COUNT=9" }))),
    ).toMatchObject([
      { path: ["input", "recurrence"], problem: "OUT_OF_RANGE", message: expect.stringContaining("5 years") },
    ]);
    expect(await count()).toBe(before);
  });

  it("of two hundred is scheduled, and its hosts are notified once", async () => {
    const host = await on.person();
    const { nodes } = await schedule({
      ...{ startsAt: `${on.day(5)}T10:00`, endsAt: null, recurrence: "FREQ=DAILY;COUNT=200", hosts: [host.id] },
    });
    expect(nodes).toHaveLength(100);
    await app.caughtUp();
    expect((await notifying(app).list(host)).map(({ kind }) => kind)).toEqual(["HOST_ADDED"]);
  });
});

describe("an edit", () => {
  it("of one gathering leaves the others, and from then on it differs from its series", async () => {
    const { nodes } = await schedule();
    await on.done("editGathering", organiser, { id: nodes[1]!.id, version: 1, title: "Met gast" });
    const after = await nodesOf(nodes[0]!.id);
    expect(after.map(({ title }) => title === "Met gast")).toEqual([false, true, false, false, false]);
    expect(after.map(({ differsFromSeries }) => differsFromSeries)).toEqual([false, true, false, false, false]);
  });

  it("of this and the following ones moves each by as much on the clocks", async () => {
    const { nodes } = await schedule();
    const third = nodes[2]!;
    await on.done("editGathering", organiser, {
      ...{ id: third.id, version: 1, scope: "FOLLOWING", startsAt: at(2, "09:30"), endsAt: at(2, "12:00") },
    });
    const after = await nodesOf(third.id);
    expect(after.map(({ startsAt }) => clock(startsAt))).toEqual(["14:00", "14:00", "09:30", "09:30", "09:30"]);
    expect(after.map(({ endsAt }) => clock(endsAt))).toEqual(["16:00", "16:00", "12:00", "12:00", "12:00"]);
    expect(after.map(({ differsFromSeries }) => differsFromSeries)).toEqual(Array(5).fill(false));
    expect(after.map(({ version }) => version)).toEqual([1, 1, 2, 2, 2]);
  });

  it("of all leaves what was edited alone as it is, unless asked", async () => {
    const { nodes } = await schedule();
    await on.done("editGathering", organiser, { id: nodes[1]!.id, version: 1, title: "Met gast" });
    const id = nodes[4]!.id;
    await on.done("editGathering", organiser, { id, version: 1, scope: "ALL", title: "Nieuw", capacity: 3 });
    expect((await nodesOf(id)).map(({ title }) => title)).toEqual(["Nieuw", "Met gast", "Nieuw", "Nieuw", "Nieuw"]);
    await on.done("editGathering", organiser, { id, version: 2, scope: "ALL", includeEdited: true, title: "Alle" });
    expect((await nodesOf(id)).map(({ title }) => title)).toEqual(Array(5).fill("Alle"));
    expect((await nodesOf(id)).map(({ capacity }) => capacity.limit)).toEqual([3, null, 3, 3, 3]);
  });

  it("that one of them refuses changes none, and says which day", async () => {
    const { nodes } = await schedule({ capacity: 5 });
    for (let n = 0; n < 3; n++) await on.register(await on.person(), nodes[3]!.id);
    expect(
      await on.refused("editGathering", organiser, { id: nodes[0]!.id, version: 1, scope: "ALL", capacity: 2 }),
    ).toMatchObject([
      {
        ...{ code: "INVALID_INPUT", path: ["input", "scope"], problem: "NOT_ALLOWED" },
        message: expect.stringContaining(at(3, "").slice(0, 10)),
      },
    ]);
    expect((await nodesOf(nodes[0]!.id)).map(({ capacity }) => capacity.limit)).toEqual(Array(5).fill(5));
  });

  it("of more than one is for a series alone", async () => {
    const { id } = await on.schedule(organiser);
    expect(await on.refused("editGathering", organiser, { id, version: 1, scope: "ALL", title: "x" })).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "scope"], problem: "NOT_ALLOWED" },
    ]);
  });

  it("of all by a host leaves those that others host", async () => {
    const [host, other] = [await on.person(), await on.person()];
    const { nodes } = await schedule({ hosts: [host.id] });
    await on.done("editGathering", organiser, { id: nodes[2]!.id, version: 1, hosts: [other.id] });
    await on.done("editGathering", host, {
      id: nodes[0]!.id,
      version: 1,
      scope: "ALL",
      includeEdited: true,
      title: "Van mij",
    });
    expect((await nodesOf(nodes[0]!.id)).map(({ title }) => title === "Van mij")).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
  });

  it("and a cancellation of several are told to a member once, however many they registered for", async () => {
    const [member, visitor] = [await on.person(), await on.person()];
    const { seriesId, nodes } = await schedule();
    await registerForSeries(member, { seriesId });
    await on.register(visitor, nodes[3]!.id);
    await on.done("editGathering", organiser, {
      id: nodes[1]!.id,
      version: 1,
      scope: "FOLLOWING",
      startsAt: at(1, "15:00"),
      endsAt: at(1, "17:00"),
    });
    await on.done("cancelGathering", organiser, {
      id: nodes[3]!.id,
      version: 2,
      scope: "FOLLOWING",
      reason: "Zaal weg",
    });
    await app.caughtUp();
    const told = async (one: Person) =>
      (await notifying(app).list(one)).map(({ kind, count, gathering }) => [kind, count, gathering!.id]);
    expect(await told(member)).toEqual([
      ["GATHERING_CANCELLED", 1, nodes[3]!.id],
      ["GATHERING_CHANGED", 1, nodes[1]!.id],
    ]);
    expect(await told(visitor)).toEqual([
      ["GATHERING_CANCELLED", 1, nodes[3]!.id],
      ["GATHERING_CHANGED", 1, nodes[3]!.id],
    ]);
  });
});

describe("a cancellation", () => {
  it("is of one, of it and the following ones, or of all", async () => {
    const cancelled = async (index: number, input: object) => {
      const { nodes } = await schedule();
      await on.done("cancelGathering", organiser, { id: nodes[index]!.id, version: 1, reason: "Ziek", ...input });
      return (await nodesOf(nodes[0]!.id)).map(({ status }) => status === "CANCELLED");
    };
    expect(await cancelled(1, {})).toEqual([false, true, false, false, false]);
    expect(await cancelled(3, { scope: "FOLLOWING" })).toEqual([false, false, false, true, true]);
    expect(await cancelled(3, { scope: "ALL" })).toEqual(Array(5).fill(true));
  });
});

describe("a member registers for a whole series", () => {
  it("once, with exceptions, and each gathering has places and a waiting list of its own", async () => {
    const { seriesId, nodes } = await schedule({ capacity: 1 });
    const [first, second] = [await on.person(), await on.person()];
    await on.register(second, nodes[1]!.id);
    const made = await registerForSeries(first, { seriesId, except: [nodes[4]!.id] });
    expect(made.userErrors).toEqual([]);
    expect(made.seriesRegistration.registrations.map(({ status }: { status: string }) => status)).toEqual([
      ...["GOING", "WAITLISTED", "GOING", "GOING"],
    ]);
    expect((await read(nodes[0]!.id, first)).viewerRegistration).toMatchObject({ cancelledAt: null });
    expect((await read(nodes[0]!.id, second)).viewerRegistration).toBeNull();
    expect((await registerForSeries(first, { seriesId, except: [nodes[4]!.id] })).userErrors).toMatchObject([
      { code: "ALREADY_REGISTERED", path: ["input", "seriesId"] },
    ]);
    // Without the exception they get the one that is missing.
    expect((await registerForSeries(first, { seriesId })).seriesRegistration.registrations).toHaveLength(5);
  });

  it("and cancels one, or all that are left, and who waits moves up", async () => {
    const { seriesId, nodes } = await schedule({ capacity: 1 });
    const [first, second] = [await on.person(), await on.person()];
    await registerForSeries(first, { seriesId });
    await registerForSeries(second, { seriesId });
    await on.cancelRegistration(first, nodes[2]!.id);
    const statuses = async (one: Person) =>
      (await read(nodes[0]!.id, one)).viewerRegistration.registrations.map(({ status }: { status: string }) => status);
    expect(await statuses(second)).toEqual(["WAITLISTED", "WAITLISTED", "GOING", "WAITLISTED", "WAITLISTED"]);
    const fields = "seriesRegistration { cancelledAt registrations { status } }";
    const { seriesRegistration } = await on.mutate("cancelSeriesRegistration", first, { seriesId }, fields);
    expect(seriesRegistration).toEqual({
      cancelledAt: expect.any(String),
      registrations: Array(5).fill({ status: "CANCELLED" }),
    });
    expect(await statuses(second)).toEqual(Array(5).fill("GOING"));
    expect((await on.mutate("cancelSeriesRegistration", first, { seriesId }, fields)).userErrors).toMatchObject([
      { code: "NOT_REGISTERED" },
    ]);
  });

  it("gets no place in what is cancelled, closed or hidden, and one in what opens later", async () => {
    const { seriesId, nodes } = await schedule();
    await on.done("cancelGathering", organiser, { id: nodes[0]!.id, version: 1, reason: "Ziek" });
    await on.done("editGathering", organiser, { id: nodes[1]!.id, version: 1, registrationOpensAt: at(0, "08:00") });
    await app.services.database.query(sql`
      WITH closed AS (UPDATE gathering SET registration_closes_at = now() - interval '1 day' WHERE id = ${nodes[2]!.id}),
        hidden AS (UPDATE gathering SET hidden_at = now() WHERE id = ${nodes[3]!.id}) SELECT`);
    const member = await on.person();
    const { seriesRegistration } = await registerForSeries(member, { seriesId });
    expect(
      seriesRegistration.registrations.map(({ gathering }: { gathering: { id: string } }) => gathering.id),
    ).toEqual([...[nodes[1]!.id, nodes[4]!.id]]);
  });

  it("not when it is over or unknown, nor with an exception that is none", async () => {
    const member = await on.person();
    const { seriesId, nodes } = await schedule();
    const other = await schedule();
    expect((await registerForSeries(member, { seriesId, except: [other.nodes[0]!.id] })).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "except", "0"], problem: "UNKNOWN" },
    ]);
    await on.done("cancelGathering", organiser, { id: nodes[0]!.id, version: 1, scope: "ALL", reason: "Weg" });
    expect((await registerForSeries(member, { seriesId })).userErrors).toMatchObject([{ code: "REGISTRATION_CLOSED" }]);
    for (const id of ["01890000-0000-7000-8000-000000000000", "onzin"])
      expect((await registerForSeries(member, { seriesId: id })).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("all at once, while hosts move and cancel gatherings: no place is given twice, and nobody waits before a free one", async () => {
    const { seriesId, nodes } = await schedule({ capacity: 3 });
    const members = await Promise.all(Array.from({ length: 12 }, () => on.person()));
    const work: Promise<unknown>[] = members.map((member) => registerForSeries(member, { seriesId }));
    work.push(
      ...nodes.slice(0, 3).map(({ id }) => on.mutate("editGathering", organiser, { id, version: 1, capacity: 5 })),
    );
    work.push(
      on.mutate("editGathering", organiser, {
        id: nodes[0]!.id,
        version: 1,
        scope: "ALL",
        startsAt: at(0, "15:00"),
        endsAt: at(0, "17:00"),
      }),
    );
    work.push(on.mutate("cancelGathering", organiser, { id: nodes[4]!.id, version: 1, reason: "Weg" }));
    await Promise.all(work);
    await Promise.all(
      members
        .slice(0, 4)
        .map((member) => on.mutate("cancelSeriesRegistration", member, { seriesId }, "seriesRegistration { id }")),
    );
    const broken = await app.services.database.query(sql`
      SELECT g.id FROM gathering g WHERE g.series_id = ${seriesId} AND g.status = 'SCHEDULED' AND (
        (SELECT count(*) FROM registration r WHERE r.gathering_id = g.id AND r.status = 'GOING') <> least(g.capacity, 8)
        OR EXISTS (SELECT FROM registration w JOIN registration r ON r.gathering_id = w.gathering_id
          WHERE w.gathering_id = g.id AND w.status = 'WAITLISTED' AND r.status = 'GOING' AND r.queue_number > w.queue_number))`);
    expect(broken).toEqual([]);
  });
});
