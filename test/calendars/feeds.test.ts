import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DateTime } from "luxon";
import { v7 as uuidv7 } from "uuid";
import { Gathering } from "../../src/domains/gatherings/gathering.entity.js";
import { GatheringStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { GatheringTheme } from "../../src/domains/gatherings/gathering-theme.entity.js";
import { organising, type Person } from "../gatherings/organising.js";
import { testApp, type TestApp } from "../support/app.js";
import { readCalendar, wordsOf } from "./reading.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

const read = (path: string, headers?: Record<string, string>) => readCalendar(app, path, headers);
const eventOf = async (id: string) => (await read(`gathering/${id}.ics`)).byId.get(id)!;
/** Midnight in Brussels on this day. */
const brussels = (text: string): Date => DateTime.fromISO(text, { zone: "Europe/Brussels" }).toJSDate();
/** The last Sundays of March and October of next year: the nights before them, the clocks change. */
const year = new Date().getUTCFullYear() + 1;
const lastSunday = (month: number): DateTime => {
  const last = DateTime.utc(year, month).endOf("month").startOf("day");
  return last.minus({ days: last.weekday % 7 });
};
const spring = lastSunday(3).toISODate()!;
const autumn = lastSunday(10).toISODate()!;
const dayAfter = (day: string): string => DateTime.fromISO(day, { zone: "utc" }).plus({ days: 1 }).toISODate()!;

describe("the calendar of a gathering", () => {
  it("has its title, text, time and place, and leads to its page", async () => {
    const gathering = await on.schedule(organiser, {
      title: "Fietsen; samen, met \\ en “é”",
      description: "Eerste regel.\nTweede regel, met een komma; en meer.",
      place: { name: "Stadhuis", address: "Markt 1, 9000 Gent" },
    });
    const calendar = await read(`gathering/${gathering.id}.ics`);
    expect(calendar.status).toBe(200);
    expect(calendar.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(calendar.text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(calendar.text).toMatch(/END:VCALENDAR\r\n$/);
    const event = calendar.byId.get(gathering.id)!;
    expect(event).toMatchObject({
      ...{ summary: "Fietsen; samen, met \\ en “é”", status: "CONFIRMED", transparency: "OPAQUE" },
      location: "Stadhuis\nMarkt 1, 9000 Gent",
    });
    expect(event.start.toISOString()).toBe(gathering.startsAt);
    expect(event.end!.toISOString()).toBe(gathering.endsAt);
    const page = `${app.url}/gatherings/${gathering.id}`;
    expect(wordsOf(event.url)).toBe(page);
    expect(event.description).toBe(`Eerste regel.\nTweede regel, met een komma; en meer.\n\n${page}`);
  });

  it("has lines of at most 75 bytes, whatever is written", async () => {
    const description = "Zoë’s idee — 🚲🚲🚲 «été» ".repeat(60).trim();
    const { id } = await on.schedule(organiser, { title: "é".repeat(300), description });
    const { text, byId } = await read(`gathering/${id}.ics`);
    expect(Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(byId.get(id)!.summary).toBe("é".repeat(300));
    expect(byId.get(id)!.description).toContain(description);
  });

  it("cannot be given other lines by who writes a title or a place", async () => {
    const evil = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nATTENDEE:mailto:a@b.example";
    const { id } = await on.build.buildGathering({ title: evil, description: evil, placeName: evil });
    const { text, events } = await read(`gathering/${id}.ics`);
    expect(events.map(({ uid }) => uid)).toEqual([id]);
    expect(text).not.toMatch(/^ATTENDEE|^UID:x/m);
  });

  it("keeps its UID when it is edited, and counts the edits in SEQUENCE", async () => {
    const { id, version } = await on.schedule(organiser);
    const before = await eventOf(id);
    expect(Number(before.sequence)).toBe(0);
    await on.done("editGathering", organiser, {
      id,
      version,
      startsAt: `${on.day(12)}T10:00`,
      endsAt: `${on.day(12)}T12:00`,
    });
    const after = await eventOf(id);
    expect([after.uid, Number(after.sequence)]).toEqual([id, 1]);
    expect(after.start.toISOString()).toBe(brussels(`${on.day(12)}T10:00`).toISOString());
    expect(after.lastmodified!.getTime()).toBeGreaterThanOrEqual(before.lastmodified!.getTime());
  });

  it("stays when it is cancelled, as cancelled and with the reason", async () => {
    const { id, version } = await on.schedule(organiser);
    await on.done("cancelGathering", organiser, { id, version, reason: "De zaal is dicht." });
    for (const path of [`gathering/${id}.ics`, "network.ics"]) {
      const event = (await read(path)).byId.get(id)!;
      expect(event).toMatchObject({ status: "CANCELLED", transparency: "TRANSPARENT" });
      expect(event.description).toMatch(/^Deze bijeenkomst gaat niet door\.\nDe zaal is dicht\./);
      expect(Number(event.sequence)).toBe(1);
    }
    const french = (await read(`gathering/${id}.ics`, { "accept-language": "fr-BE" })).byId.get(id)!;
    expect(french.description).toMatch(/^Cette rencontre est annulée\./);
    const english = (await read(`gathering/${id}.ics?language=en`)).byId.get(id)!;
    expect(english.description).toMatch(/^This gathering was cancelled\./);
  });

  it("has the right hours over both nights on which the clocks change", async () => {
    const hoursOf = async (startsAt: string, endsAt: string) => {
      const event = await eventOf((await on.schedule(organiser, { startsAt, endsAt })).id);
      return [event.start.toISOString(), event.end!.toISOString()].map((moment) => moment.slice(11, 16));
    };
    // In spring 03:30 comes an hour after 01:30; in autumn 03:30 comes three hours after it.
    expect(await hoursOf(`${spring}T01:30`, `${spring}T03:30`)).toEqual(["00:30", "01:30"]);
    expect(await hoursOf(`${autumn}T01:30`, `${autumn}T03:30`)).toEqual(["23:30", "02:30"]);
  });

  it.each([
    ["spring", spring],
    ["autumn", autumn],
  ])("is a whole day from midnight to midnight, also when the clocks change in %s", async (_season, day) => {
    for (const endsAt of [brussels(dayAfter(day)), null]) {
      const { id } = await on.build.buildGathering({ startsAt: brussels(day), endsAt });
      const { text, byId } = await read(`gathering/${id}.ics`);
      expect(text).toContain(`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}\r\n`);
      expect(text).toContain(`DTEND;VALUE=DATE:${dayAfter(day).replaceAll("-", "")}\r\n`);
      expect(byId.get(id)!.datetype).toBe("date");
    }
  });

  it("is several whole days, or goes on for days, as its hours are", async () => {
    const [first, after] = [brussels(`${year}-06-10`), brussels(`${year}-06-13`)];
    const days = await on.build.buildGathering({ startsAt: first, endsAt: after });
    const { text } = await read(`gathering/${days.id}.ics`);
    expect(text).toContain(`DTSTART;VALUE=DATE:${year}0610\r\nDTEND;VALUE=DATE:${year}0613\r\n`);
    const hours = await on.build.buildGathering({
      startsAt: brussels(`${year}-06-10T10:00`),
      endsAt: brussels(`${year}-06-12T16:00`),
    });
    const event = await eventOf(hours.id);
    expect([event.datetype, event.start.toISOString(), event.end!.toISOString()]).toEqual([
      ...["date-time", `${year}-06-10T08:00:00.000Z`, `${year}-06-12T14:00:00.000Z`],
    ]);
  });

  it("lasts until the end of its local day without an end, where it is held", async () => {
    const { id } = await on.build.buildGathering({
      startsAt: new Date(`${year}-06-10T23:00:00Z`),
      endsAt: null,
      timeZone: "America/New_York",
    });
    expect((await eventOf(id)).end!.toISOString()).toBe(`${year}-06-11T04:00:00.000Z`);
  });

  it("is not there for what nobody may see: hidden, proposed, declined, or no gathering at all", async () => {
    const hidden = await on.build.buildGathering({ hiddenAt: new Date() });
    const proposed = await on.build.buildGathering({ status: GatheringStatus.PROPOSED });
    const declined = await on.build.buildGathering({ status: GatheringStatus.DECLINED });
    const none = { id: uuidv7() };
    const { byId } = await read("network.ics");
    for (const { id } of [hidden, proposed, declined, none]) {
      expect((await read(`gathering/${id}.ics`)).status).toBe(404);
      // Not to its hosts and organisers either: the address is for everybody.
      const headers = { authorization: `Bearer ${organiser.token}` };
      expect((await read(`gathering/${id}.ics`, headers)).status).toBe(404);
      expect(byId.has(id)).toBe(false);
    }
    for (const path of ["gathering/x.ics", `gathering/${hidden.id}`, "gathering/%00.ics", "theme/nergens.ics"])
      expect([path, (await read(path)).status]).toEqual([path, 404]);
  });

  it("never has the address for joining, but that one can join online", async () => {
    const onlineUrl = "https://meet.example/geheim";
    const { id } = await on.schedule(organiser, { place: { onlineUrl }, hosts: [organiser.id] });
    const headers = { authorization: `Bearer ${organiser.token}` };
    for (const path of [`gathering/${id}.ics`, "network.ics"]) {
      const { text, byId } = await read(path, headers);
      expect(text.replaceAll("\r\n ", "")).not.toContain("meet.example");
      expect(byId.get(id)).toMatchObject({ location: "Online" });
    }
  });
});

describe("the calendar of a series", () => {
  it("has an event for each gathering, and one that was moved alone at its own time", async () => {
    const { id } = await on.schedule(organiser, {
      ...{ startsAt: `${autumn}T14:00`, endsAt: `${autumn}T16:00`, recurrence: "FREQ=WEEKLY;COUNT=3" },
      title: "Maandelijks, samen",
    });
    const { series } = await on.read(id, undefined, "series { id gatherings { nodes { id version } } }");
    const second = series.gatherings.nodes[1];
    const moved = `${DateTime.fromISO(autumn).plus({ days: 8 }).toISODate()}T10:00`;
    await on.done("editGathering", organiser, {
      id: second.id,
      version: second.version,
      startsAt: moved,
      endsAt: null,
    });
    const { events, name } = await read(`series/${series.id}.ics`);
    expect(name).toBe("Maandelijks, samen");
    expect(events.map(({ sequence }) => Number(sequence))).toEqual([0, 1, 0]);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(3);
    expect(events.map(({ start }) => start.toISOString().slice(11, 16))).toEqual(["13:00", "09:00", "13:00"]);
    expect(events[1]!.start.toISOString()).toBe(brussels(moved).toISOString());
    // Without an end it lasts until the end of its local day.
    expect(events[1]!.end!.toISOString().slice(11, 16)).toBe("23:00");
  });

  it("is not there once all its gatherings are hidden", async () => {
    const { id } = await on.build.buildSeries();
    await on.build.buildGathering({ seriesId: id, hiddenAt: new Date() });
    expect((await read(`series/${id}.ics`)).status).toBe(404);
    expect((await read("series/x.ics")).status).toBe(404);
  });
});

describe("the calendar of a theme", () => {
  it("has the gatherings about it and about narrower themes, and its label in the language asked for", async () => {
    const broad = await on.build.buildTheme("mobiliteit", { labelNl: "Mobiliteit; samen", labelFr: "Mobilité" });
    const narrow = await on.build.buildTheme("fietsen", { broaderId: broad.id });
    const other = await on.build.buildTheme("water");
    const about = async (theme: { id: string }): Promise<string> => {
      const { id } = await on.build.buildGathering();
      const { manager } = app.services.database.source;
      await manager.insert(GatheringTheme, { gatheringId: id, themeId: theme.id, position: 0 });
      return id;
    };
    const [wide, close, elsewhere] = [await about(broad), await about(narrow), await about(other)];
    const { byId, name } = await read("theme/mobiliteit.ics");
    expect([byId.has(wide), byId.has(close), byId.has(elsewhere)]).toEqual([true, true, false]);
    expect(name).toBe("Mobiliteit; samen · InnovatieNetwerk Overheid");
    expect((await read("theme/Mobiliteit.ics?language=FR")).name).toBe("Mobilité · InnovatieNetwerk Overheid");
    expect([...(await read("theme/fietsen.ics")).byId.keys()]).toEqual([close]);
  });
});

describe("a calendar that is read again", () => {
  it("is not sent as long as nothing in it has changed", async () => {
    const { id } = await on.build.buildGathering();
    for (const path of ["network.ics", `gathering/${id}.ics`]) {
      const first = await read(path);
      const etag = first.headers.get("etag")!;
      expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
      expect(first.headers.get("cache-control")).toBe("public, max-age=300");
      expect(first.headers.get("vary")).toMatch(/accept-language/);
      const again = await read(path, { "if-none-match": `"other", ${etag}` });
      expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
      await app.services.database.source.manager.update(Gathering, { id }, { title: `Nieuw ${path}` });
      const changed = await read(path, { "if-none-match": etag });
      expect(changed.status).toBe(200);
      expect(changed.byId.get(id)!.summary).toBe(`Nieuw ${path}`);
    }
  });

  it("is sent when something has left it, although nothing that is left has changed", async () => {
    const { id } = await on.build.buildGathering();
    const { headers } = await read("network.ics");
    await app.services.database.source.manager.update(Gathering, { id }, { hiddenAt: new Date() });
    const since = new Date(Date.now() + 60_000).toUTCString();
    const again = await read("network.ics", { "if-none-match": headers.get("etag")!, "if-modified-since": since });
    expect([again.status, again.byId.has(id)]).toEqual([200, false]);
    expect((await read("network.ics", { "if-modified-since": since })).status).toBe(200);
  });

  it("of one gathering may be compared by its time alone", async () => {
    const { id } = await on.build.buildGathering();
    const lastModified = (await read(`gathering/${id}.ics`)).headers.get("last-modified")!;
    expect((await read(`gathering/${id}.ics`, { "if-modified-since": lastModified })).status).toBe(304);
    const before = new Date(Date.parse(lastModified) - 1_000).toUTCString();
    expect((await read(`gathering/${id}.ics`, { "if-modified-since": before })).status).toBe(200);
    expect((await read(`gathering/${id}.ics`, { "if-modified-since": "ooit" })).status).toBe(200);
  });

  it("is written once, and read in one statement", async () => {
    await read("network.ics");
    const statements = await app.statements.ofRequests(() => Promise.all([1, 2, 3].map(() => read("network.ics"))));
    expect(statements).toHaveLength(3);
  });

  it("answers HEAD without a body, and no other method", async () => {
    const head = await fetch(`${app.url}/calendar/network.ics`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBe((await read("network.ics")).headers.get("etag"));
    expect((await fetch(`${app.url}/calendar/network.ics`, { method: "POST" })).status).toBe(405);
  });
});

describe("a feed of many gatherings", () => {
  it("has the 800 next and the 200 last of a year, with the beginning of their texts", async () => {
    const full = await testApp();
    const manager = full.services.database.source.manager;
    const [now, day] = [Date.now(), 86_400_000];
    const at = (days: number, n: number) => ({
      ...{ id: uuidv7(), title: `Dag ${days}`, format: "OPEN_EXCHANGE" as never, description: "woord ".repeat(3_000) },
      ...{ startsAt: new Date(now + days * day + n), limit: null, timeZone: "Europe/Brussels" },
    });
    const toCome = Array.from({ length: 810 }, (_, n) => at(n + 1, n));
    const past = Array.from({ length: 210 }, (_, n) => at(-n - 1, n));
    const all = [...toCome, ...past, at(-400, 0)];
    for (let from = 0; from < all.length; from += 50) await manager.insert(Gathering, all.slice(from, from + 50));
    const { events, text } = await readCalendar(full, "network.ics");
    expect(events).toHaveLength(1_000);
    const titles = events.map(({ summary }) => wordsOf(summary));
    expect([titles[0], titles[199], titles[200], titles.at(-1)]).toEqual(["Dag -200", "Dag -1", "Dag 1", "Dag 800"]);
    expect(text.length).toBeLessThan(2_500_000);
    await full.end();
  });
});
