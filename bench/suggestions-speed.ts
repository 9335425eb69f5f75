import { join } from "node:path";
import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import { benchRun, type BenchRun } from "./bench-run.js";
import { besideOther } from "./speed/beside.js";
import { newDatabase, openServer, type BenchServer } from "./speed/bench-database.js";
import { sharedOutCores, tie, type Cores } from "./speed/cores.js";
import { countInterests, generateNetwork, someMembers } from "./speed/generated-network.js";
import { askersOf, latencyOf, median, throughputOf, type Latency } from "./speed/load.js";
import { compare, differing } from "./speed/reference.js";
import { startService, type ServiceOptions, type ServiceProcess } from "./speed/service-process.js";
import { updateLag } from "./speed/update-lag.js";

export const usage = `Usage: npm run bench -- suggestions-speed --members N [--reference-members M] [--broader K] [--themes T] [--only-members]
       npm run bench -- suggestions-speed --members N --beside FOLDER [--rounds R]

Generates networks in a PostgreSQL of its own (or, in databases of their own, on that of DATABASE_URL), starts the service on
them, and measures over HTTP how soon it suggests ten collaborators to members drawn at random.
  --members N             the largest network, at least 1,000; smaller ones of 10,000 and 100,000 show how it grows
  --reference-members M   the network in which the ranking by SQL is compared with, by default 100,000 or N; 0 for none
  --broader K             how many of the themes have narrower ones, by default 0
  --themes T              by default 2,000
  --only-members          without the smaller networks
  --beside FOLDER         only latency and CPU, by turns with another version of the service: a clone in which "npm ci" and
                          "npm run prebench" were run
  --rounds R              of 1,000 requests for each version, by default 10`;

const growth = [10_000, 100_000];
const warmUp = 200;
const latencyRequests = 1_000;
const latencyRounds = 3;
const referenceRequests = 20;
const comparedAnswers = 30;
const connectionCounts = [8, 32];
const throughputMs = 5_000;

interface Options {
  members: number;
  referenceMembers: number;
  broader: number;
  themes: number;
  onlyMembers: boolean;
  beside: string | null;
  rounds: number;
}

interface Bench extends BenchRun {
  options: Options;
  server: BenchServer;
  cores: Cores | null;
}

interface Figures {
  members: number;
  p50Ms: number | null;
  p99Ms: number | null;
  perS: number | null;
  referencePerS: number | null;
  ratio: number | null;
  readyMs: number | null;
  indexBytes: number | null;
  updateLagP99Ms: number | null;
}

/**
 * Prints what it measures as it goes; the figures of the largest network, and of the comparison, on the last line as
 * JSON.
 */
export async function run(args: string[]): Promise<void> {
  const options = optionsOf(args);
  const { members, themes, broader, beside, rounds } = options;
  const file = `suggestions-speed-${members}${broader > 0 ? `-broader-${broader}` : ""}${beside === null ? "" : "-beside"}`;
  await benchRun({ command: ["suggestions-speed", ...args].join(" "), file }, async (run) => {
    const cores = await sharedOutCores();
    run.tell(
      cores
        ? `for latency the service is tied to core ${cores.service}, the database and the load to ${cores.others}`
        : "without taskset nothing is tied to cores",
    );
    const bench = { ...run, options, cores, server: await openServer(run.folder, run.cleanup) };
    return beside === null
      ? measureAll(bench)
      : { members, ...(await besideOther({ other: beside, rounds, members, themes, broader }, bench)) };
  });
}

function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      members: { type: "string" },
      "reference-members": { type: "string" },
      broader: { type: "string", default: "0" },
      themes: { type: "string", default: "2000" },
      "only-members": { type: "boolean", default: false },
      beside: { type: "string" },
      rounds: { type: "string", default: "10" },
    },
  });
  if (values.members === undefined) throw new BenchError("Say how many members with --members.");
  const number = (name: string, text: string, least: number): number => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new BenchError(`--${name} is a whole number, ${least} at least.`);
  };
  const members = number("members", values.members, 1_000);
  const referenceMembers = number(
    "reference-members",
    values["reference-members"] ?? `${Math.min(members, 100_000)}`,
    0,
  );
  const themes = number("themes", values.themes, 2);
  const broader = number("broader", values.broader, 0);
  if (broader > themes / 2) throw new BenchError("--broader is at most half of --themes.");
  const { beside = null, "only-members": onlyMembers } = values;
  return {
    members,
    referenceMembers,
    broader,
    themes,
    onlyMembers,
    beside,
    rounds: number("rounds", values.rounds, 1),
  };
}

async function measureAll(bench: Bench): Promise<Figures> {
  const { members, referenceMembers, onlyMembers } = bench.options;
  const smaller = onlyMembers ? [] : growth.filter((size) => size < members);
  const sizes = [...new Set([...smaller, referenceMembers, members])].filter((size) => size > 0);
  const all: Partial<Figures>[] = [];
  for (const size of sizes.sort((one, other) => one - other)) all.push(await measure(bench, size));
  const largest = all.find((figures) => figures.members === members)!;
  const compared = all.find((figures) => figures.members === referenceMembers);
  return {
    members,
    p50Ms: largest.p50Ms ?? null,
    p99Ms: largest.p99Ms ?? null,
    perS: compared?.perS ?? largest.perS ?? null,
    referencePerS: compared?.referencePerS ?? null,
    ratio: compared?.ratio ?? null,
    readyMs: largest.readyMs ?? null,
    indexBytes: largest.indexBytes ?? null,
    updateLagP99Ms: largest.updateLagP99Ms ?? null,
  };
}

/** One network: latency in each, the comparison with SQL where it is asked for, the rest in the largest. */
async function measure(bench: Bench, members: number): Promise<Partial<Figures>> {
  const { options, server, cores, cleanup, tell } = bench;
  const began = performance.now();
  const database = await newDatabase(server, cleanup);
  await generateNetwork(database.url, { members, themes: options.themes, broader: options.broader });
  const interests = await countInterests(database.url);
  tell(
    `\n${members} members with ${(interests / members).toFixed(2)} interests each, generated in ${seconds(performance.now() - began)}`,
  );
  const figures: Partial<Figures> = { members };
  const start = (options: Omit<ServiceOptions, "databaseUrl" | "dataDir">): Promise<ServiceProcess> =>
    startService({ databaseUrl: database.url, dataDir: join(bench.folder, "service"), ...options }, cleanup);

  if (cores) await tieAll(bench, cores.others);
  const alone = await start({ cores: cores?.service });
  Object.assign(figures, await latencies(bench, alone, database.url));
  await alone.stop();
  if (cores) await tieAll(bench, cores.all);

  const isLargest = members === options.members;
  if (members === options.referenceMembers || isLargest) {
    const service = await start({});
    if (members === options.referenceMembers) {
      const reference = await start({ suggestionsBy: "sql" });
      Object.assign(figures, await comparison(bench, service, reference, database.url));
      await reference.stop();
    }
    if (isLargest) {
      const seekers = await askersOf(await someMembers(database.url, 2_000, 3));
      await throughputOf(service.url, seekers, 8, 1_000);
      for (const connections of connectionCounts) {
        const perS = await throughputOf(service.url, seekers, connections, throughputMs);
        tell(`  ${connections} connections: ${perS.toFixed(0)} answers a second`);
        figures.perS ??= perS;
      }
      const other = await start({});
      figures.updateLagP99Ms = await lag(bench, service, other, database.url);
      await other.stop();
    }
    await service.stop();
  }
  await database.drop();
  return figures;
}

async function tieAll({ server }: Bench, cores: string): Promise<void> {
  await tie(process.pid, cores);
  if (server.pid !== null) await tie(server.pid, cores);
}

async function latencies({ tell }: Bench, service: ServiceProcess, databaseUrl: string): Promise<Partial<Figures>> {
  const seekers = await askersOf(await someMembers(databaseUrl, warmUp + latencyRequests, 1));
  await latencyOf(service.url, seekers.slice(0, warmUp));
  // They are there already: a member asks more than once with a token.
  await latencyOf(service.url, seekers.slice(warmUp), "{ viewer { __typename } }");
  const rounds: Latency[] = [];
  for (let round = 0; round < latencyRounds; round++) rounds.push(await latencyOf(service.url, seekers.slice(warmUp)));
  const [p50Ms, p99Ms] = [median(rounds.map((one) => one.p50Ms)), median(rounds.map((one) => one.p99Ms))];
  const indexBytes = await service.metric("ino_interest_index_bytes");
  tell(`  ready after ${seconds(service.readyMs)}`);
  for (const { requests, ...one } of rounds)
    tell(`  one connection, ${requests} members: p50 ${ms(one.p50Ms)}, p99 ${ms(one.p99Ms)}, mean ${ms(one.meanMs)}`);
  tell(
    indexBytes === null
      ? "  /metrics has no ino_interest_index_bytes"
      : `  the interest index takes ${(indexBytes / 1e6).toFixed(1)} MB`,
  );
  return { p50Ms, p99Ms, readyMs: service.readyMs, indexBytes };
}

async function comparison(
  { tell }: Bench,
  service: ServiceProcess,
  reference: ServiceProcess,
  databaseUrl: string,
): Promise<Partial<Figures>> {
  const seekers = await askersOf(await someMembers(databaseUrl, 2_000, 2));
  const different = await differing(service.url, reference.url, seekers.slice(0, comparedAnswers));
  if (different.length > 0) throw new Error(`The SQL suggests others to ${different.length} members: ${different[0]}`);
  tell(`  the ranking by SQL gave the same answers to ${comparedAnswers} members`);
  const { p50Ms, p99Ms } = await latencyOf(reference.url, seekers.slice(0, referenceRequests));
  tell(`  by SQL, one connection: p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)} over ${referenceRequests} requests`);
  await throughputOf(service.url, seekers, 8, 1_000);
  const all = [];
  for (const connections of [1, 8]) all.push(await compare(service.url, reference.url, seekers, connections));
  for (const { connections, perS, referencePerS } of all)
    tell(
      `  ${connections} connections, by turns: ${perS.toFixed(0)} answers a second, by SQL ${referencePerS.toFixed(2)}: ${(perS / referencePerS).toFixed(0)} times`,
    );
  const { perS, referencePerS } = all.at(-1)!;
  return { perS, referencePerS, ratio: perS / referencePerS };
}

async function lag(
  { tell }: Bench,
  service: ServiceProcess,
  other: ServiceProcess,
  databaseUrl: string,
): Promise<number> {
  const [sampled, changing] = await Promise.all(
    [someMembers(databaseUrl, 200, 4), someMembers(databaseUrl, 2_000, 5)].map(async (ids) => askersOf(await ids)),
  );
  const { changesPerS, samples, p50Ms, p99Ms } = await updateLag(service.url, other.url, changing!, sampled!);
  tell(
    `  ${changesPerS.toFixed(0)} changes a second: seen in another process after p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)} (${samples} samples)`,
  );
  return p99Ms;
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;
const seconds = (value: number): string => `${(value / 1_000).toFixed(1)} s`;
