import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { BenchError } from "./bench-error.js";
import { benchRun, type BenchRun } from "./bench-run.js";
import { heapAfterCollection, writeHeapSnapshot } from "./hostile/heap.js";
import { mixedLoad } from "./soak/mixed-load.js";
import { newDatabase, openServer } from "./speed/bench-database.js";
import { generateNetwork, someMembers, themeSlug } from "./speed/generated-network.js";
import { askersOf, type Asker } from "./speed/load.js";
import { freePort, startService, type ServiceProcess } from "./speed/service-process.js";

export const usage = `Usage: npm run bench -- soak [--minutes 20] [--snapshots <folder>]

A moderate mixed load for a long time: reads, posts, live events, and sockets that come and go. Before it, after a warm-up, and after it, while
nothing is asked: the heap after a forced collection, descriptors and database connections. Exit code 1 when the heap has grown by
more than 2 MB, descriptors or connections by more than a few, or requests failed. With --snapshots all that the process
holds is written at both ends, start.heapsnapshot and end.heapsnapshot, which the developer tools of a browser compare.`;

const members = 2_000;
const themes = 100;
const askers = 50;
/**
 * As many operations as in a quarter of an hour of the soak: until then Node.js goes on compiling what runs often, and
 * machine code, which stays, is 2 MB of heap that no leak has.
 */
const warmUpPace = 8;
const sampleMs = 10_000;
const renewMs = 5 * 60_000;
const maxHeapGrowthMB = 2;
/** A connection of a pool more or less. */
const maxDescriptorGrowth = 10;
const maxConnections = 22;
/** For clients to leave, and for idle connections of the pools to be closed. */
const quietMs = 15_000;

interface Standstill {
  heapMB: number;
  descriptors: number;
  connections: number;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { minutes: { type: "string", default: "20" }, snapshots: { type: "string" } },
  });
  const minutes = Number(values.minutes);
  if (!(minutes >= 1 && minutes <= 1_440)) throw new BenchError("--minutes is a number from 1 to 1440.");
  await benchRun({ command: ["soak", ...args].join(" "), file: "soak" }, (bench) =>
    soak(bench, minutes * 60_000, values.snapshots),
  );
}

async function soak({ folder, cleanup, tell }: BenchRun, forMs: number, snapshots?: string): Promise<object> {
  const server = await openServer(folder, cleanup);
  const { url: databaseUrl } = await newDatabase(server, cleanup);
  await generateNetwork(databaseUrl, { members, themes, broader: 0 });
  const inspectorPort = await freePort();
  const nodeOptions = [`--inspect=127.0.0.1:${inspectorPort}`];
  const service = await startService({ databaseUrl, dataDir: join(folder, "service"), nodeOptions }, cleanup);
  const load = {
    url: service.url,
    askers: await askersOf(await someMembers(databaseUrl, askers, 1)),
    slugs: Array.from({ length: 10 }, (_, n) => themeSlug(n + 1)),
  };
  // Tokens live for a quarter of an hour.
  const renewing = setInterval(() => void renew(load.askers), renewMs);
  cleanup.add(() => Promise.resolve(clearInterval(renewing)));
  const standstill = async (when: "start" | "end"): Promise<Standstill> => {
    await sleep(quietMs);
    const seen = {
      heapMB: (await heapAfterCollection(inspectorPort)) / 1e6,
      descriptors: await descriptorsOf(service.pid),
      connections: await connectionsTo(databaseUrl),
    };
    tellOf(tell, `at the ${when}`, seen);
    if (snapshots !== undefined) await writeHeapSnapshot(inspectorPort, join(snapshots, `${when}.heapsnapshot`));
    return seen;
  };
  const warmUpMs = Math.min(120_000, forMs / 3);
  tell(`warming up for ${Math.round(warmUpMs / 1_000)} s at ${warmUpPace} times the pace`);
  const endWarmUp = watchService(service, databaseUrl);
  await mixedLoad(load, warmUpMs, warmUpPace);
  await endWarmUp();
  const start = await standstill("start");
  const watch = watchService(service, databaseUrl);
  const seen = await mixedLoad(load, forMs);
  const { eventLoopP99Ms, maxConnectionsSeen, maxDescriptors } = await watch();
  const end = await standstill("end");
  const heapGrowthMB = Number((end.heapMB - start.heapMB).toFixed(2));
  const descriptorGrowth = end.descriptors - start.descriptors;
  const pass =
    heapGrowthMB <= maxHeapGrowthMB &&
    descriptorGrowth <= maxDescriptorGrowth &&
    maxConnectionsSeen <= maxConnections &&
    end.connections <= start.connections + 2 &&
    seen.failures === 0;
  tell(
    `${seen.requests} requests, ${seen.sockets} sockets, ${seen.deliveries} deliveries, failures ${JSON.stringify(seen.codes)}; ` +
      `heap ${heapGrowthMB} MB more (${maxHeapGrowthMB}), descriptors ${descriptorGrowth} more (${maxDescriptorGrowth}), ` +
      `at most ${maxConnectionsSeen} connections (${maxConnections})`,
  );
  tell(pass ? "PASSED" : "FAILED");
  if (!pass) process.exitCode = 1;
  return {
    ...{
      pass,
      minutes: forMs / 60_000,
      heapStartMB: rounded(start.heapMB),
      heapEndMB: rounded(end.heapMB),
      heapGrowthMB,
    },
    ...{ descriptorsStart: start.descriptors, descriptorsEnd: end.descriptors, maxDescriptors },
    ...{ connectionsStart: start.connections, connectionsEnd: end.connections, maxConnections: maxConnectionsSeen },
    ...{ eventLoopP99Ms, ...seen },
  };
}

async function renew(known: Asker[]): Promise<void> {
  known.splice(0, known.length, ...(await askersOf(known.map(({ id }) => id))));
}

interface Watched {
  eventLoopP99Ms: number;
  maxConnectionsSeen: number;
  maxDescriptors: number;
}

/** Looks every ten seconds, until the function returned is called. */
function watchService(service: ServiceProcess, databaseUrl: string): () => Promise<Watched> {
  const seen: Watched = { eventLoopP99Ms: 0, maxConnectionsSeen: 0, maxDescriptors: 0 };
  const end = new AbortController();
  const watching = (async () => {
    while (!end.signal.aborted) {
      const lag = ((await service.metric("nodejs_eventloop_lag_p99_seconds")) ?? 0) * 1_000;
      seen.eventLoopP99Ms = Math.max(seen.eventLoopP99Ms, Math.round(lag));
      seen.maxConnectionsSeen = Math.max(seen.maxConnectionsSeen, await connectionsTo(databaseUrl));
      seen.maxDescriptors = Math.max(seen.maxDescriptors, await descriptorsOf(service.pid));
      await sleep(sampleMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    end.abort();
    await watching;
    return seen;
  };
}

const descriptorsOf = async (pid: number): Promise<number> => (await readdir(`/proc/${pid}/fd`)).length;

/** The connections of the service to its database. */
async function connectionsTo(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "bench" });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'ino%'",
    );
    return rows[0]!.count;
  } finally {
    await client.end();
  }
}

const rounded = (value: number): number => Number(value.toFixed(2));

function tellOf(tell: (line: string) => void, when: string, { heapMB, descriptors, connections }: Standstill): void {
  tell(`${when}: heap ${heapMB.toFixed(2)} MB, ${descriptors} descriptors, ${connections} database connections`);
}
