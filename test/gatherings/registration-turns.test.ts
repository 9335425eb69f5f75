import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { RegistrationStatus } from "../../src/domains/gatherings/gathering.enums.js";
import { makeSeries } from "../../bench/registration/series.js";
import { testApp, type TestApp } from "../support/app.js";
import { persistently } from "../support/persistently.js";
import { organising, type Person } from "./organising.js";

/** More than the service has connections. */
const crowd = 30;

let app: TestApp;
let act: ReturnType<typeof organising>;
let holder: pg.Client;
beforeAll(async () => {
  app = await testApp();
  act = organising(app);
  holder = new pg.Client(app.databaseUrl);
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await app.end();
});

const people = (count: number) => Promise.all(Array.from({ length: count }, () => act.person()));
const REGISTER = "mutation ($id: ID!) { registerForGathering(input: {gatheringId: $id}) { userErrors { code } } }";
const SERIES = "mutation ($id: ID!) { registerForSeries(input: {seriesId: $id}) { userErrors { code } } }";
const CANCEL = "mutation ($id: ID!) { cancelRegistration(input: {gatheringId: $id}) { userErrors { code } } }";
const ask = (mutation: string, id: string) => (by: Person) =>
  persistently(() => app.ask(mutation, { id }, by.token)).then(({ data, errors }) => {
    const [payload] = Object.values<{ userErrors: unknown[] }>(data ?? {});
    return errors ?? payload!.userErrors;
  });
/** How many of the service's connections wait for a lock. */
const waiting = async (): Promise<number> =>
  Number(
    (
      await holder.query<{ count: string }>(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      )
    ).rows[0]!.count,
  );

describe("a crowd that registers for what somebody else has locked", () => {
  it("waits with one connection, at a gathering or at the series that it is of, so that others are served", async () => {
    const host = await act.person();
    const [{ id }, other] = [await act.build.buildGathering({ limit: 10 }), await act.build.buildGathering()];
    const series = await makeSeries(holder, host.id, { gatherings: 3, places: 10 });
    const members = await people(3 * crowd);
    const [atGathering, atSeries, atOccurrence] = [0, 1, 2].map((n) => members.slice(n * crowd, (n + 1) * crowd));
    await holder.query("BEGIN");
    await holder.query("SELECT FROM gathering WHERE id = ANY($1::uuid[]) FOR UPDATE", [[id, ...series.gatheringIds]]);
    const asked = [
      ...atGathering!.map(ask(REGISTER, id)),
      ...atSeries!.map(ask(SERIES, series.seriesId)),
      ...atOccurrence!.map(ask(REGISTER, series.gatheringIds[0]!)),
    ];
    while ((await waiting()) === 0) await sleep(5);
    for (const member of await people(3)) expect(await ask(REGISTER, other.id)(member)).toEqual([]);
    expect(await waiting()).toBeLessThanOrEqual(2);
    await holder.query("COMMIT");
    expect((await Promise.all(asked)).flat()).toEqual([]);
    const { rows } = await holder.query<{ id: string; going: number; all: number }>(
      `SELECT gathering_id AS id, count(*) FILTER (WHERE status = $2)::int AS going, count(*)::int AS all
       FROM registration WHERE gathering_id = ANY($1) GROUP BY 1 ORDER BY 1`,
      [[id, ...series.gatheringIds], RegistrationStatus.GOING],
    );
    const counts = new Map(rows.map((row) => [row.id, [row.going, row.all]]));
    expect(counts.get(id)).toEqual([10, crowd]);
    const [first, ...later] = series.gatheringIds;
    expect(counts.get(first!)).toEqual([10, 2 * crowd]);
    for (const one of later) expect(counts.get(one)).toEqual([10, crowd]);
  });

  it("leaves in the same way", async () => {
    const { id } = await act.build.buildGathering();
    const members = await people(crowd);
    for (const member of members) expect(await ask(REGISTER, id)(member)).toEqual([]);
    await holder.query("BEGIN");
    await holder.query("SELECT FROM gathering WHERE id = $1 FOR UPDATE", [id]);
    const asked = members.map(ask(CANCEL, id));
    while ((await waiting()) === 0) await sleep(5);
    const other = await act.build.buildGathering();
    expect(await ask(REGISTER, other.id)(await act.person())).toEqual([]);
    expect(await waiting()).toBeLessThanOrEqual(1);
    await holder.query("COMMIT");
    expect((await Promise.all(asked)).flat()).toEqual([]);
  });
});
