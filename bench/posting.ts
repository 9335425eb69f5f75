import { open } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { startEmbeddedPostgres } from "../src/core/database/embedded/embedded-postgres.js";
import { BenchError } from "./bench-error.js";
import { benchRun } from "./bench-run.js";
import { postIdeas } from "./posting/authors.js";
import { bareTransactions } from "./posting/bare.js";
import { cpuSeconds } from "./posting/cpu.js";
import { ms, tellServerTime, told, waits } from "./posting/report.js";
import { serverTimeOf, tellingSettings } from "./posting/server-time.js";
import { newDatabase } from "./speed/bench-database.js";
import type { Cleanup } from "./speed/cleanup.js";
import { generateNetwork, someMembers } from "./speed/generated-network.js";
import { askersOf, quantile } from "./speed/load.js";
import { startService } from "./speed/service-process.js";

export const usage = `Usage: npm run bench -- posting [--seconds S] [--authors N]

Starts a PostgreSQL of its own, with the settings of the service's own, and one process of the service on it, and measures how many ideas
a second so many authors can post through GraphQL, what the bare transactions can do, and where the time goes.
  --seconds S   how long the authors post, by default 20
  --authors N   how many post at once, each anew as soon as the last idea is acknowledged, by default 32`;

const members = 10_000;
const themes = 200;
const warmUpMs = 3_000;
const bareMs = 5_000;
/** As many connections as the service's pool has. */
const poolSize = 10;

interface Run {
  authors: number;
  seconds: number;
  folder: string;
  databaseUrl: string;
  postgresPid: number;
  cleanup: Cleanup;
  tell: (line: string) => void;
}

/** Prints what it measures as it goes, the figures on the last line as JSON. */
export async function run(args: string[]): Promise<void> {
  const { seconds, authors } = optionsOf(args);
  await benchRun({ command: ["posting", ...args].join(" "), file: "posting" }, async ({ folder, cleanup, tell }) => {
    tell("service, database and load share the cores");
    const fsyncMs = await fsyncOf(folder);
    tell(`the disk takes ${ms(fsyncMs)} to keep 8 KiB (median)`);
    const server = await startEmbeddedPostgres({
      dataDir: join(folder, "postgres"),
      log: () => undefined,
      settings: tellingSettings,
    });
    cleanup.add(() => server.stop());
    const database = await newDatabase(server, cleanup);
    await generateNetwork(database.url, { members, themes, broader: 0 });
    const shared = { authors, seconds, folder, databaseUrl: database.url, postgresPid: server.pid, cleanup, tell };
    return { authors, seconds, fsyncMs, ...(await throughGraphQL(shared)), bare: await bare(shared) };
  });
}

function optionsOf(args: string[]): { seconds: number; authors: number } {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: "string", default: "20" }, authors: { type: "string", default: "32" } },
  });
  const [seconds, authors] = [Number(values.seconds), Number(values.authors)];
  if (!(seconds > 0)) throw new BenchError("--seconds is a number above 0.");
  if (!Number.isSafeInteger(authors) || authors < 1 || authors > 1_000)
    throw new BenchError("--authors is a whole number from 1 to 1,000.");
  return { seconds, authors };
}

async function throughGraphQL(run: Run): Promise<object> {
  const { authors, seconds, folder, databaseUrl, postgresPid, cleanup, tell } = run;
  const service = await startService({ databaseUrl, dataDir: join(folder, "service") }, cleanup);
  const askers = await askersOf(await someMembers(databaseUrl, authors, 1));
  const slugs = Array.from({ length: themes }, (_, n) => `theme-${n + 1}`);
  const before = await postIdeas(service.url, askers, slugs, warmUpMs);
  const cpuOf = async (): Promise<(number | null)[]> => [
    await cpuSeconds(service.pid),
    await cpuSeconds(postgresPid),
    ownCpuSeconds(),
  ];
  const [[posted, cpuMs], time] = await serverTimeOf(databaseUrl, async () => {
    const from = await cpuOf();
    const posted = await postIdeas(service.url, askers, slugs, seconds * 1_000);
    const cpuMs = (await cpuOf()).map((to, n) => (to === null ? null : ((to - from[n]!) * 1_000) / posted.ideas));
    return [posted, cpuMs] as const;
  });
  await service.stop();
  await checkAll(databaseUrl, before.ideas + posted.ideas);
  const [nodeMs, postgresMs, loadMs] = cpuMs;
  tell(`\n${authors} authors through GraphQL, ${seconds} s: ${told(posted)}`);
  tell(
    `  every idea acknowledged is there, with one event each; ${time.wakeUpsPerS.toFixed(1)} wake-ups a second; all three on ${cpus().length} cores`,
  );
  tell(`  CPU for an idea: service ${ms(nodeMs)}, PostgreSQL ${ms(postgresMs)}, the load itself ${ms(loadMs)}`);
  tellServerTime(time, posted.ideas, tell);
  return {
    ideasPerS: posted.perS,
    p50Ms: posted.p50Ms,
    p99Ms: posted.p99Ms,
    wakeUpsPerS: time.wakeUpsPerS,
    cpuMsPerIdea: { service: nodeMs, postgres: postgresMs, load: loadMs },
    fsyncsPerIdea: time.fsyncs / posted.ideas,
    lockHeld: Object.values(time.holding).reduce((sum, share) => sum + share, 0),
  };
}

async function bare({ databaseUrl, authors, tell }: Run): Promise<Record<string, number>> {
  const authorIds = await someMembers(databaseUrl, authors, 1);
  const themeIds = await themeIdsOf(databaseUrl);
  tell(`\nthe bare transactions of ${authors} writers, without the service:`);
  const figures: Record<string, number> = {};
  for (const connections of [authors, poolSize])
    for (const together of [true, false]) {
      const options = { connections, together, writers: authors, forMs: bareMs };
      const measured = await bareTransactions(databaseUrl, authorIds, themeIds, options);
      const how = together ? "event and COMMIT sent together" : "one statement after the other";
      tell(`  ${connections} connections, ${how}: ${told(measured)}`);
      tell(`    waited for ${waits(measured)}`);
      figures[`connections${connections}${together ? "" : "OneByOne"}`] = measured.perS;
    }
  return figures;
}

/** Without those of its children, of which the service is one. */
function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** Every idea that was acknowledged is in the table, and in the log once. */
async function checkAll(url: string, acknowledged: number): Promise<void> {
  const [row] = await ask<{ ideas: number; events: number; told: number }>(
    url,
    `SELECT (SELECT count(*)::int FROM idea) AS ideas, count(*)::int AS events, count(DISTINCT subject_id)::int AS told
     FROM event WHERE kind = 'idea.posted'`,
  );
  const { ideas, events, told } = row!;
  if (ideas !== acknowledged || events !== acknowledged || told !== acknowledged)
    throw new Error(`${acknowledged} acknowledged, but ${ideas} ideas, and ${events} events of ${told} ideas.`);
}

const themeIdsOf = async (url: string): Promise<string[]> =>
  (await ask<{ id: string }>(url, "SELECT id FROM theme ORDER BY slug")).map(({ id }) => id);

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Milliseconds until a page that was appended is on the disk. */
async function fsyncOf(folder: string): Promise<number> {
  const file = await open(join(folder, "fsync"), "w");
  const took: number[] = [];
  for (let n = 0; n < 200; n++) {
    await file.write(Buffer.alloc(8_192, n));
    const began = performance.now();
    await file.datasync();
    took.push(performance.now() - began);
  }
  await file.close();
  return quantile(took, 0.5);
}
