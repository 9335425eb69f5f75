import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { pino } from "pino";
import sql from "sql-template-tag";
import { Exposure } from "../../src/domains/impressions/exposure.js";
import { gini } from "../../src/domains/impressions/gini.js";
import { testApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

const log = pino({ level: "silent" });
let test: TestDatabase;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  test = await testDatabase();
  build = builders(test.database.source.manager);
});
afterAll(() => test.drop());
afterEach(async () => {
  for (const table of [sql`suggestion_exposure_figures`, sql`suggestion_exposure`, sql`suggestion_impression`])
    await test.database.query(sql`DELETE FROM ${table}`);
  await test.database.query(sql`UPDATE member SET matchable = false`);
});

const clock = { now: new Date("2026-05-31T12:00:00Z") };
const newExposure = (): Exposure => new Exposure(test.database, test.url, log, () => clock.now);
/** As ten minutes later. */
const measured = async (): Promise<Exposure> => {
  clock.now = new Date(clock.now.getTime() + 600_000);
  const exposure = newExposure();
  await exposure.run();
  return exposure;
};
const membersOf = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  while (ids.length < count) ids.push((await build.buildMember()).id);
  return ids;
};
const show = (memberId: string, viewers: string[], lastShownOn = "2026-05-31") =>
  test.database.query(sql`
    INSERT INTO suggestion_impression (member_id, shown_id, days, last_shown_on)
    SELECT viewer, ${memberId}, 7, ${lastShownOn}::date FROM unnest(${viewers}::uuid[]) AS viewer`);
const capped = () =>
  test.database.query<{ memberId: string; viewers: number; discount: number; written: string }>(sql`
    SELECT member_id AS "memberId", viewers, discount, xmin::text AS written FROM suggestion_exposure ORDER BY viewers`);
const figures = () =>
  test.database.query<{ measuredAt: Date }>(sql`SELECT measured_at AS "measuredAt" FROM suggestion_exposure_figures`);

describe("the Gini coefficient of exposure", () => {
  it("is that of sums done by hand", () => {
    const of = (...viewers: number[]): number => gini(viewers.map((count) => ({ viewers: count, members: 1 })));
    expect(of(3, 3, 3)).toBeCloseTo(0, 12);
    expect(of(0, 0, 0, 1)).toBeCloseTo(3 / 4, 12);
    expect(of(4, 2, 1, 3)).toBeCloseTo(1 / 4, 12);
    expect(of(0, 2, 0, 2)).toBeCloseTo(1 / 2, 12);
    expect(
      gini([
        { viewers: 0, members: 2 },
        { viewers: 2, members: 2 },
      ]),
    ).toBeCloseTo(1 / 2, 12);
    // 2 × (1×1 + 2×1 + 3×4) / (3 × 6) − 4/3
    expect(
      gini([
        { viewers: 4, members: 1 },
        { viewers: 1, members: 2 },
      ]),
    ).toBeCloseTo(1 / 3, 12);
  });

  it("is 0 where nobody is shown to anybody, and where nobody is", () => {
    expect(gini([{ viewers: 0, members: 7 }])).toBe(0);
    expect(gini([])).toBe(0);
  });

  it("is over all who may be suggested, those never shown included", async () => {
    const [a, b, c, d, ...others] = await membersOf(8);
    await show(a!, [b!, c!, d!]);
    await show(b!, [a!]);
    for (const id of others) await show(id, [a!, b!, c!]);
    const [unmatchable, hidden, suspended, erased] = others;
    const end = clock.now;
    await test.database.query(sql`UPDATE member SET matchable = false WHERE id = ${unmatchable}`);
    await test.database.query(sql`UPDATE member SET hidden_at = ${end} WHERE id = ${hidden}`);
    await test.database.query(sql`UPDATE member SET suspended_until = '2027-01-01' WHERE id = ${suspended}`);
    await test.database.query(sql`UPDATE member SET erased_at = ${end} WHERE id = ${erased}`);
    // Of 0, 0, 1 and 3: 2 × (3×1 + 4×3) / (4 × 4) − 5/4.
    expect((await measured()).gini).toBeCloseTo(5 / 8, 12);
  });
});

describe("the cap", () => {
  it("is twenty viewers in a young network; who is above it counts for the cap divided by the viewers", async () => {
    const [star, edge, ...viewers] = await membersOf(27);
    await show(star!, viewers);
    await show(edge!, viewers.slice(0, 20));
    for (const [n, id] of viewers.entries()) await show(id, [viewers[(n + 1) % viewers.length]!]);
    // (25 + 20 + 25) / 27 viewers in the mean: ten times that would be 25.9.
    expect((await measured()).capped).toBe(0);
    await test.database.query(
      sql`DELETE FROM suggestion_impression WHERE shown_id = ${edge!} AND member_id <> ${viewers[0]!}`,
    );
    // 51 / 27: ten times that is 18.9.
    expect((await measured()).capped).toBe(1);
    expect(await capped()).toMatchObject([{ memberId: star, viewers: 25, discount: 20 / 25 }]);
  });

  it("is ten times the mean of those who were shown, where that is more", async () => {
    const [star, ...viewers] = await membersOf(26);
    await show(star!, viewers);
    for (const [n, id] of viewers.entries()) await show(id, [viewers[(n + 1) % viewers.length]!]);
    await show(viewers[0]!, viewers.slice(2, 9));
    // 57 / 26: ten times that is 21.9.
    await measured();
    const [row] = await capped();
    expect(row).toMatchObject({ memberId: star, viewers: 25 });
    expect(row!.discount).toBeCloseTo(570 / 26 / 25, 12);
    await test.database.query(
      sql`DELETE FROM suggestion_impression WHERE shown_id = ${star} AND member_id = ${viewers[0]}`,
    );
    await measured();
    const [less] = await capped();
    expect(less).toMatchObject({ memberId: star, viewers: 24 });
    expect(less!.discount).toBeCloseTo(560 / 26 / 24, 12);
  });

  it("is over thirty days; a row that stays as it is is not written again, and goes when its member is below", async () => {
    const [star, falling, ...viewers] = await membersOf(32);
    await show(star!, viewers, "2026-05-02");
    await show(falling!, viewers.slice(0, 24), "2026-05-03");
    for (const id of viewers) await show(id, [star!]);
    clock.now = new Date("2026-05-31T12:00:00Z");
    await measured();
    // (30 + 24 + 30) / 32 viewers in the mean.
    expect(await capped()).toMatchObject([{ memberId: star, viewers: 30 }]);
    const [before] = await capped();
    await measured();
    expect(await capped()).toEqual([before]);
    // The thirtieth day after the star's last impression.
    clock.now = new Date("2026-06-01T12:00:00Z");
    await measured();
    expect(await capped()).toMatchObject([{ memberId: falling, viewers: 24, discount: 20 / 24 }]);
    clock.now = new Date("2026-06-30T12:00:00Z");
    expect((await measured()).capped).toBe(0);
    expect(await capped()).toEqual([]);
    clock.now = new Date("2026-05-31T12:00:00Z");
  });
});

describe("the measuring", () => {
  it("is done once a minute, whatever the number of processes; all tell the same figures", async () => {
    const [a, b] = await membersOf(2);
    await show(a!, [b!]);
    const [one, other] = [newExposure(), newExposure()];
    await one.run();
    const [first] = await figures();
    expect(first).toEqual({ measuredAt: clock.now });
    clock.now = new Date(clock.now.getTime() + 30_000);
    await show(b!, [a!]);
    await other.run();
    expect(await figures()).toEqual([first]);
    expect([one.gini, other.gini]).toEqual([0.5, 0.5]);
    clock.now = new Date(clock.now.getTime() + 30_000);
    await other.run();
    await one.run();
    expect([one.gini, other.gini]).toEqual([0, 0]);
  });

  it("rests for twenty times as long as it took", async () => {
    await measured();
    await test.database.query(sql`UPDATE suggestion_exposure_figures SET took_ms = 60000`);
    const before = await figures();
    clock.now = new Date(clock.now.getTime() + 19 * 60_000);
    await newExposure().run();
    expect(await figures()).toEqual(before);
    clock.now = new Date(clock.now.getTime() + 60_000);
    await newExposure().run();
    expect(await figures()).toEqual([{ measuredAt: clock.now }]);
  });

  it("is done by one process at a time", async () => {
    const busy = new pg.Client(test.url);
    await busy.connect();
    await busy.query("SELECT pg_advisory_lock(hashtext('suggestion.exposure'))");
    await newExposure().run();
    expect(await figures()).toEqual([]);
    await busy.end();
    while ((await figures()).length === 0) await newExposure().run();
  });

  it("does not hold up the end of the process", async () => {
    const busy = new pg.Client(test.url);
    await busy.connect();
    await busy.query("BEGIN; LOCK TABLE suggestion_impression IN ACCESS EXCLUSIVE MODE");
    const exposure = newExposure();
    void exposure.job.start();
    const waiting = sql`SELECT 1 FROM pg_stat_activity WHERE application_name = 'ino-exposure' AND wait_event_type = 'Lock'`;
    while ((await test.database.query(waiting)).length === 0) await sleep(5);
    await exposure.job.stop();
    await busy.end();
    while ((await test.database.query(waiting)).length > 0) await sleep(5);
    expect(await figures()).toEqual([]);
  });

  it("is told in /metrics, by every process", async () => {
    const [star, ...viewers] = await membersOf(26);
    await show(star!, viewers, new Date().toISOString().slice(0, 10));
    for (const [n, id] of viewers.entries())
      await show(id, [viewers[(n + 1) % viewers.length]!], new Date().toISOString().slice(0, 10));
    const apps = [await testApp(test.url), await testApp(test.url)];
    for (const { services } of apps)
      while (services.exposure.capped === 0) {
        services.exposure.job.wake();
        await sleep(5);
      }
    for (const { url } of apps) {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics).toMatch(/^ino_suggestion_exposure_capped 1$/m);
      // Of 25 times 1 and once 25: 2 × (325 + 26 × 25) / (26 × 50) − 27/26.
      expect(Number(/^ino_suggestion_exposure_gini (.+)$/m.exec(metrics)![1])).toBeCloseTo(1.5 - 27 / 26, 12);
    }
    for (const service of apps) await service.end();
  });
});

describe("the end of the measuring", () => {
  it("comes also while its connection is being made", async () => {
    // As a server that is too busy to answer, and ends with a client that says goodbye.
    const busy = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
    await once(busy, "listening");
    const { port } = busy.address() as AddressInfo;
    const exposure = new Exposure(test.database, `postgres://ino@127.0.0.1:${port}/ino`, log, () => clock.now);
    void exposure.job.start();
    const [socket] = (await once(busy, "connection")) as [Socket];
    await exposure.job.stop();
    socket.destroy();
    busy.close();
  });
});
