import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { BenchError } from "./bench-error.js";
import { benchRun } from "./bench-run.js";
import { findings, type Findings } from "./registration/checker.js";
import { plainRegistrations } from "./registration/plain.js";
import { makeSeries } from "./registration/series.js";
import { Overloaded, storm, type Ask } from "./registration/storm.js";
import { newDatabase, openServer } from "./speed/bench-database.js";
import { generateNetwork, someMembers } from "./speed/generated-network.js";
import { askersOf, Client, median, quantile, type Asker } from "./speed/load.js";
import { startService } from "./speed/service-process.js";

export const usage = `Usage: npm run bench -- registration [--members N] [--gatherings N] [--places N] [--rounds N]

Has members register at once, over HTTP, for a series of gatherings, while its host moves, shrinks, extends and cancels gatherings and
members cancel; then looks in the log and the tables for places given twice, a broken order of waiting and promotions without their
notification. In turn with it, the same registrations run as plain transactions in SQL. The medians of the rounds are printed.
  --members N     how many register at once, by default 500
  --gatherings N  how many gatherings the series has, by default 10
  --places N      how many places each has, by default 20
  --rounds N      how often each of the two runs, by default 3`;

/** As many connections as the service's pool has. */
const poolSize = 10;
const notifiedWithinMs = 60_000;

interface Options {
  members: number;
  gatherings: number;
  places: number;
  rounds: number;
}

interface Round extends Findings {
  placesPerS: number;
  p99Ms: number;
}

/** Prints what it measures as it goes, the figures on the last line as JSON. */
export async function run(args: string[]): Promise<void> {
  const options = optionsOf(args);
  await benchRun(
    { command: ["registration", ...args].join(" "), file: "registration" },
    async ({ folder, cleanup, tell }) => {
      tell("service, database and load share the cores");
      const server = await openServer(folder, cleanup);
      const network = { members: Math.max(1_000, options.members + 1), themes: 50, broader: 0 };
      const [ours, plain] = [await newDatabase(server, cleanup), await newDatabase(server, cleanup)];
      for (const { url } of [ours, plain]) await generateNetwork(url, network);
      const service = await startService({ databaseUrl: ours.url, dataDir: join(folder, "service") }, cleanup);
      const rounds: Round[] = [];
      const sqlPlacesPerS: number[] = [];
      for (let n = 0; n < options.rounds; n++) {
        const round = await stormRound(service.url, ours.url, options, tell);
        const bare = await plainRound(plain.url, options);
        tell(`round ${n + 1}: ${JSON.stringify({ ...round, sqlPlacesPerS: Math.round(bare) })}`);
        rounds.push(round);
        sqlPlacesPerS.push(bare);
      }
      await service.stop();
      const all = (figure: keyof Round): number[] => rounds.map((round) => round[figure]);
      const sum = (figure: keyof Findings): number => all(figure).reduce((total, one) => total + one, 0);
      return {
        placesPerS: Math.round(median(all("placesPerS"))),
        p99Ms: Math.round(median(all("p99Ms"))),
        sqlPlacesPerS: Math.round(median(sqlPlacesPerS)),
        ...{ givenTwice: sum("givenTwice"), outOfOrder: sum("outOfOrder"), promotionsMissed: sum("promotionsMissed") },
      };
    },
  );
}

function optionsOf(args: string[]): Options {
  const number = (fallback: string) => ({ type: "string", default: fallback }) as const;
  const { values } = parseArgs({
    args,
    options: { members: number("500"), gatherings: number("10"), places: number("20"), rounds: number("3") },
  });
  const options = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
  for (const [name, value] of Object.entries(options))
    if (!Number.isSafeInteger(value) || value < 1 || value > 5_000)
      throw new BenchError(`--${name} is a whole number from 1 to 5,000.`);
  return options as unknown as Options;
}

/** All members register for a new series, over as many connections as there are members. */
async function stormRound(
  url: string,
  databaseUrl: string,
  { members, gatherings, places }: Options,
  tell: (line: string) => void,
): Promise<Round> {
  const [host, ...askers] = await askersOf(await someMembers(databaseUrl, members + 1, 1));
  const series = await connected(databaseUrl, (client) => makeSeries(client, host!.id, { gatherings, places }));
  const client = new Client(url, members + 1);
  const { tookMs, seconds, done } = await storm(asking(client), { members: askers, host: host!, series }).finally(() =>
    client.close(),
  );
  tell(`  ${seconds.toFixed(1)} s; ${JSON.stringify(done)}`);
  await notified(databaseUrl);
  const made = await connected(databaseUrl, (db) =>
    db.query<{ count: number }>("SELECT count(*)::int FROM registration WHERE gathering_id = ANY($1)", [
      series.gatheringIds,
    ]),
  );
  return {
    placesPerS: made.rows[0]!.count / seconds,
    p99Ms: quantile(tookMs, 0.99),
    ...(await findings(databaseUrl, series.gatheringIds)),
  };
}

/** Registrations a second, as many as the members want. */
async function plainRound(url: string, { members, gatherings, places }: Options): Promise<number> {
  const [host, ...memberIds] = await someMembers(url, members + 1, 1);
  const { gatheringIds } = await connected(url, (client) => makeSeries(client, host!, { gatherings, places }));
  return (members * gatherings) / (await plainRegistrations(url, memberIds, gatheringIds, poolSize));
}

const asking =
  (client: Client): Ask<Asker> =>
  async (who, query, variables) => {
    try {
      return await client.ask(who, query, variables);
    } catch (error) {
      throw (error as Error).message.startsWith("Status 503") ? new Overloaded() : error;
    }
  };

/**
 * Waits until the last promotion in the log is notified of. One that never is, is counted as missed by whoever looks
 * afterwards.
 */
async function notified(url: string): Promise<void> {
  const until = performance.now() + notifiedWithinMs;
  const isDone = (client: pg.Client) =>
    client.query<{ done: boolean }>(
      `SELECT (SELECT position FROM notification_position) >= coalesce(max(position), 0) AS done
       FROM event WHERE kind = 'registration.changed' AND data ? 'promoted'`,
    );
  while (!(await connected(url, isDone)).rows[0]!.done && performance.now() < until) await sleep(100);
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
