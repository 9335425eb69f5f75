import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { organising, type Person } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;

beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

describe("an organiser schedules a gathering", () => {
  it("with all that it may have, and everybody sees it but the address for joining", async () => {
    const theme = await on.build.buildTheme();
    const host = await on.person();
    const gathering = await on.schedule(organiser, {
      description: "Wat werkt bij jou?",
      language: "NL",
      themes: [theme.slug],
      place: {
        name: "Herman Teirlinckgebouw",
        address: "Havenlaan 88, Brussel",
        onlineUrl: "https://meet.example/ino",
      },
      capacity: 20,
      hosts: [organiser.id, host.id],
      registrationClosesAt: `${on.day(9)}T12:00`,
    });
    expect(gathering).toMatchObject({
      ...{ title: "Uitwisseling over fietsen", description: "Wat werkt bij jou?", language: "NL" },
      ...{ format: "OPEN_EXCHANGE", timeZone: "Europe/Brussels", status: "SCHEDULED", reason: null, version: 1 },
      place: {
        ...{ name: "Herman Teirlinckgebouw", address: "Havenlaan 88, Brussel" },
        ...{ onlineUrl: "https://meet.example/ino", isOnline: true },
      },
      capacity: { limit: 20, taken: 0, waiting: 0 },
      ...{ registrationOpensAt: null, held: false, needsHost: false, proposer: null, viewerCanEdit: true },
      themes: [{ slug: theme.slug }],
    });
    expect(gathering.hosts.map(({ id }: { id: string }) => id).sort()).toEqual([organiser.id, host.id].sort());
    const seen = await on.read(gathering.id);
    expect(seen).toEqual({ ...gathering, viewerCanEdit: false, place: { ...gathering.place, onlineUrl: null } });
  });

  it("by the clocks of its time zone, or by an offset", async () => {
    const start = async (startsAt: string, timeZone?: string) =>
      (await on.schedule(organiser, { startsAt, endsAt: null, timeZone })).startsAt;
    const year = new Date().getUTCFullYear() + 1;
    expect(await start(`${year}-01-15T14:00`)).toBe(`${year}-01-15T13:00:00.000Z`);
    expect(await start(`${year}-07-15T14:00`)).toBe(`${year}-07-15T12:00:00.000Z`);
    expect(await start(`${year}-07-15T14:00`, "Europe/Lisbon")).toBe(`${year}-07-15T13:00:00.000Z`);
    expect(await start(`${year}-07-15T14:00:30+05:30`, "Europe/Lisbon")).toBe(`${year}-07-15T08:30:30.000Z`);
  });

  it("and hosts it when no other is named", async () => {
    expect((await on.schedule(organiser)).hosts).toEqual([{ id: organiser.id }]);
  });

  it("once, however often a request with the same key arrives", async () => {
    const input = on.plan({ idempotencyKey: "fietsen" });
    const made = await Promise.all(
      Array.from({ length: 5 }, () => on.mutate("scheduleGathering", organiser, input, "gathering { id }")),
    );
    expect(new Set(made.map(({ gathering }) => gathering.id)).size).toBe(1);
    expect(await on.refused("scheduleGathering", organiser, { ...input, title: "Iets anders" })).toMatchObject([
      { code: "IDEMPOTENCY_CONFLICT", path: ["input", "idempotencyKey"] },
    ]);
  });

  it("which other members cannot, who may propose one", async () => {
    const answer = await app.ask(
      "mutation ($input: ScheduleGatheringInput!) { scheduleGathering(input: $input) { userErrors { code } } }",
      { input: on.plan() },
      (await on.person()).token,
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("what cannot be scheduled is refused with the field and the remedy:", () => {
  const past = new Date(Date.now() - 3_600_000).toISOString();
  const cases: [string, (day: (days: number) => string) => object, object][] = [
    ["an empty title", () => ({ title: " " }), { path: ["input", "title"], problem: "REQUIRED" }],
    [
      "a title of 301 characters",
      () => ({ title: "a".repeat(301) }),
      { path: ["input", "title"], problem: "TOO_LONG" },
    ],
    [
      "a description of 20,001 characters",
      () => ({ description: "a".repeat(20_001) }),
      { path: ["input", "description"], problem: "TOO_LONG" },
    ],
    [
      "a start in the past",
      () => ({ startsAt: past, endsAt: null }),
      { path: ["input", "startsAt"], problem: "OUT_OF_RANGE" },
    ],
    [
      "a start in six years",
      (day) => ({ startsAt: `${day(6 * 366)}T10:00`, endsAt: null }),
      { path: ["input", "startsAt"], problem: "OUT_OF_RANGE" },
    ],
    [
      "a start that is no time",
      () => ({ startsAt: "morgen" }),
      { path: ["input", "startsAt"], problem: "INVALID_FORMAT" },
    ],
    [
      "a day without an hour",
      (day) => ({ startsAt: day(10) }),
      { path: ["input", "startsAt"], problem: "INVALID_FORMAT" },
    ],
    [
      "an end before the start",
      (day) => ({ endsAt: `${day(10)}T13:59` }),
      { path: ["input", "endsAt"], problem: "OUT_OF_RANGE" },
    ],
    ["an end with the start", (day) => ({ endsAt: `${day(10)}T14:00` }), { path: ["input", "endsAt"] }],
    [
      "an end more than 31 days after the start",
      (day) => ({ endsAt: `${day(42)}T14:00` }),
      { path: ["input", "endsAt"], problem: "OUT_OF_RANGE" },
    ],
    [
      "a zone that does not exist",
      () => ({ timeZone: "Europe/Gent" }),
      { path: ["input", "timeZone"], problem: "UNKNOWN" },
    ],
    ["no places", () => ({ capacity: 0 }), { path: ["input", "capacity"], problem: "OUT_OF_RANGE" }],
    ["100,001 places", () => ({ capacity: 100_001 }), { path: ["input", "capacity"], problem: "OUT_OF_RANGE" }],
    [
      "an address for joining that a browser would run",
      () => ({ place: { onlineUrl: "javascript:alert(1)" } }),
      { path: ["input", "place", "onlineUrl"], problem: "INVALID_FORMAT" },
    ],
    [
      "one with a password in it",
      () => ({ place: { onlineUrl: "https://ino:geheim@meet.example" } }),
      { path: ["input", "place", "onlineUrl"], problem: "INVALID_FORMAT" },
    ],
    ["a place that says nothing", () => ({ place: { name: "" } }), { path: ["input", "place"], problem: "REQUIRED" }],
    ["no host at all", () => ({ hosts: [] }), { path: ["input", "hosts"], problem: "REQUIRED" }],
    [
      "a host who is no member",
      () => ({ hosts: ["01890000-0000-7000-8000-000000000000"] }),
      { path: ["input", "hosts", "0"], problem: "UNKNOWN" },
    ],
    ["an unknown theme", () => ({ themes: ["geen"] }), { path: ["input", "themes", "0"], problem: "UNKNOWN" }],
    [
      "registration that closes before it opens",
      (day) => ({ registrationOpensAt: `${day(5)}T10:00`, registrationClosesAt: `${day(4)}T10:00` }),
      { path: ["input", "registrationClosesAt"], problem: "OUT_OF_RANGE" },
    ],
    [
      "registration that closes after the gathering",
      (day) => ({ registrationClosesAt: `${day(11)}T10:00` }),
      { path: ["input", "registrationClosesAt"], problem: "OUT_OF_RANGE" },
    ],
    [
      "registration that opens after the gathering",
      (day) => ({ registrationOpensAt: `${day(11)}T10:00` }),
      { path: ["input", "registrationOpensAt"], problem: "OUT_OF_RANGE" },
    ],
  ];
  it.each(cases)("%s", async (_, overrides, error) => {
    expect(await on.refused("scheduleGathering", organiser, on.plan(overrides(on.day)))).toMatchObject([
      { code: "INVALID_INPUT", ...error, message: expect.stringMatching(/\S{2}/) },
    ]);
  });

  it("several mistakes at once, each", async () => {
    const errors = await on.refused("scheduleGathering", organiser, on.plan({ title: "", capacity: -1 }));
    expect(errors.map(({ path }: { path: string[] }) => path[1]).sort()).toEqual(["capacity", "title"]);
  });
});

describe("a host edits a gathering", () => {
  it("as do organisers, and nobody else", async () => {
    const host = await on.person();
    const { id } = await on.schedule(organiser, { hosts: [host.id] });
    expect(await on.done("editGathering", host, { id, version: 1, title: "Fietsen" })).toMatchObject({
      title: "Fietsen",
      version: 2,
    });
    expect(await on.done("editGathering", organiser, { id, version: 2, description: "Meer" })).toMatchObject({
      description: "Meer",
      version: 3,
    });
    for (const name of ["editGathering", "cancelGathering"])
      expect(
        await on.refused(name, await on.person(), {
          id,
          version: 3,
          ...(name === "cancelGathering" && { reason: "…" }),
        }),
      ).toMatchObject([{ code: "NOT_FOUND", path: ["input", "id"] }]);
  });

  it("from the version that they saw: of two at once, one is refused and learns the latest", async () => {
    const { id } = await on.schedule(organiser);
    const edits = await Promise.all(
      ["Eerst", "Dan"].map((title) => on.mutate("editGathering", organiser, { id, version: 1, title })),
    );
    const errors = edits.flatMap(({ userErrors }) => userErrors);
    expect(errors).toMatchObject([{ code: "STALE_VERSION", path: ["input", "version"], currentVersion: 2 }]);
    expect((await on.read(id)).version).toBe(2);
  });

  it("where what is absent stays, and null clears", async () => {
    const { id } = await on.schedule(organiser, { description: "Wat", place: { name: "Gent" }, capacity: 5 });
    expect(
      await on.done("editGathering", organiser, { id, version: 1, description: null, capacity: null }),
    ).toMatchObject({
      ...{ title: "Uitwisseling over fietsen", description: null },
      ...{ place: { name: "Gent", isOnline: false }, capacity: { limit: null } },
    });
    expect(await on.refused("editGathering", organiser, { id, version: 2, title: null, hosts: null })).toMatchObject([
      { path: ["input", "title"], problem: "REQUIRED" },
      { path: ["input", "hosts"], problem: "REQUIRED" },
    ]);
  });

  it("and an edit that changes nothing is none", async () => {
    const { id, title, startsAt } = await on.schedule(organiser);
    expect(await on.done("editGathering", organiser, { id, version: 1, title, startsAt })).toMatchObject({
      version: 1,
    });
  });

  it("where the places that are taken are a floor, and further ones go to who waits", async () => {
    const { id } = await on.schedule(organiser, { capacity: 2 });
    const people = await Promise.all(Array.from({ length: 4 }, () => on.person()));
    for (const one of people) await on.register(one, id);
    expect(await on.refused("editGathering", organiser, { id, version: 1, capacity: 1 })).toMatchObject([
      {
        code: "INVALID_INPUT",
        path: ["input", "capacity"],
        problem: "NOT_ALLOWED",
        message: expect.stringContaining("2"),
      },
    ]);
    const edited = await on.done("editGathering", organiser, { id, version: 1, capacity: 3 });
    expect(edited.capacity).toEqual({ limit: 3, taken: 3, waiting: 1 });
    const status = async (one: Person) =>
      (await on.read(id, one, "viewerRegistration { status }")).viewerRegistration.status;
    expect(await Promise.all(people.map(status))).toEqual(["GOING", "GOING", "GOING", "WAITLISTED"]);
  });

  it("and subscribers get it as it is then", async () => {
    const { id } = await on.schedule(organiser);
    const { liveCursor: after } = (await app.ask("{ liveCursor }")).data;
    const live = followed<{ gatheringChanged: { gathering: { title: string; status: string } } }>(
      app.socket(),
      "subscription ($id: ID!, $after: String!) { gatheringChanged(gatheringId: $id, after: $after) { gathering { title status } } }",
      { id, after },
    );
    await on.done("editGathering", organiser, { id, version: 1, title: "Anders" });
    await on.done("cancelGathering", organiser, { id, version: 2, reason: "Ziek" });
    const events = await live.has(2);
    expect(events.at(-1)!.gatheringChanged.gathering).toEqual({ title: "Anders", status: "CANCELLED" });
    live.stop();
  });
});

describe("the address for joining online", () => {
  it("is for the hosts and those who have a place", async () => {
    const [host, going, waiting, stranger] = await Promise.all(Array.from({ length: 4 }, () => on.person()));
    const { id } = await on.schedule(organiser, {
      ...{ hosts: [host!.id], capacity: 1, place: { onlineUrl: "https://meet.example/ino" } },
    });
    await on.register(going!, id);
    await on.register(waiting!, id);
    const url = async (by?: Person) => (await on.read(id, by, "place { onlineUrl isOnline }")).place;
    for (const one of [host, going])
      expect(await url(one)).toEqual({ onlineUrl: "https://meet.example/ino", isOnline: true });
    for (const one of [waiting, stranger, organiser, undefined])
      expect(await url(one)).toEqual({ onlineUrl: null, isOnline: true });
    await on.cancelRegistration(going!, id);
    expect(await url(going)).toEqual({ onlineUrl: null, isOnline: true });
    expect(await url(waiting)).toEqual({ onlineUrl: "https://meet.example/ino", isOnline: true });
  });
});

describe("a gathering is cancelled", () => {
  it("with a reason, once, and stays to be seen", async () => {
    const { id } = await on.schedule(organiser);
    expect(await on.refused("cancelGathering", organiser, { id, version: 1, reason: " " })).toMatchObject([
      { path: ["input", "reason"], problem: "REQUIRED" },
    ]);
    expect(
      await on.done("cancelGathering", organiser, { id, version: 1, reason: "De spreker is ziek." }),
    ).toMatchObject({
      ...{ status: "CANCELLED", reason: "De spreker is ziek.", version: 2, viewerCanEdit: false, held: false },
    });
    expect(await on.read(id)).toMatchObject({ status: "CANCELLED", reason: "De spreker is ziek." });
    expect(await on.refused("cancelGathering", organiser, { id, version: 2, reason: "Nog eens" })).toMatchObject([
      { code: "STATUS_CONFLICT" },
    ]);
    expect(await on.refused("editGathering", organiser, { id, version: 2, title: "Toch" })).toMatchObject([
      { code: "STATUS_CONFLICT" },
    ]);
    expect((await on.register(await on.person(), id)).userErrors).toMatchObject([{ code: "GATHERING_CLOSED" }]);
  });

  it("only while it is not over", async () => {
    const { id } = await on.build.buildGathering({ startsAt: new Date(Date.now() - 7 * 86_400_000) });
    expect(await on.refused("cancelGathering", organiser, { id, version: 1, reason: "Te laat" })).toMatchObject([
      { code: "GATHERING_CLOSED" },
    ]);
    expect(await on.read(id)).toMatchObject({ held: true, status: "SCHEDULED" });
  });
});

describe("registration", () => {
  it("is open between the times that the hosts set", async () => {
    const early = await on.schedule(organiser, { registrationOpensAt: `${on.day(5)}T10:00` });
    expect((await on.register(await on.person(), early.id)).userErrors).toMatchObject([
      { code: "REGISTRATION_CLOSED", path: ["input", "gatheringId"], message: expect.stringContaining("opens") },
    ]);
    const late = await on.build.buildGathering({ registrationClosesAt: new Date(Date.now() - 1_000) });
    expect((await on.register(await on.person(), late.id)).userErrors).toMatchObject([
      { code: "REGISTRATION_CLOSED", message: expect.stringContaining("closed") },
    ]);
  });

  it("of a gathering without an end lasts until the end of its local day", async () => {
    // Where it is about noon now, so that it stays the same day while the test runs.
    const hoursToNoon = 12 - new Date().getUTCHours();
    const timeZone = `Etc/GMT${hoursToNoon > 0 ? "-" : "+"}${Math.abs(hoursToNoon)}`;
    const begun = await on.build.buildGathering({ startsAt: new Date(Date.now() - 60_000), endsAt: null, timeZone });
    expect((await on.register(await on.person(), begun.id)).registration).toMatchObject({ status: "GOING" });
    const over = await on.build.buildGathering({ startsAt: new Date(Date.now() - 48 * 3_600_000), endsAt: null });
    expect((await on.register(await on.person(), over.id)).userErrors).toMatchObject([{ code: "GATHERING_CLOSED" }]);
    expect(await on.read(over.id, undefined, "held")).toEqual({ held: true });
  });
});
