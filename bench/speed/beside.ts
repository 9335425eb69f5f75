import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { BenchError } from "../bench-error.js";
import type { BenchRun } from "../bench-run.js";
import type * as BenchDatabase from "./bench-database.js";
import type { BenchServer } from "./bench-database.js";
import { tie, type Cores } from "./cores.js";
import type * as GeneratedNetwork from "./generated-network.js";
import * as load from "./load.js";
import type * as ServiceProcess from "./service-process.js";

const warmUp = 200;
const requests = 1_000;

interface Round {
  tookMs: number[];
  cpuMs: number;
}

/** A version of the service with the same members on a database of its own. */
interface Version {
  name: string;
  round: () => Promise<Round>;
}

/** The median of the rounds, and quantiles over all requests. */
export interface VersionFigures {
  p50Ms: number;
  p99Ms: number;
  medianP99Ms: number;
  cpuMsPerRequest: number;
}

/**
 * Two versions of the service by turns, on one PostgreSQL and on the same core: this one and the one that was built for
 * benchmarks in another folder. Each generates its network, is started and is asked by its own code.
 */
export async function besideOther(
  options: { other: string; rounds: number; members: number; themes: number; broader: number },
  at: BenchRun & { server: BenchServer; cores: Cores | null },
): Promise<Record<string, VersionFigures>> {
  const { other, rounds, ...network } = options;
  const { cores, tell } = at;
  const otherDist = resolve(other, "dist/bench/speed");
  if (!existsSync(otherDist)) throw new BenchError(`${other} has no dist/bench: run "npm run prebench" there.`);
  const versions = [
    await version("other", otherDist, network, at),
    await version("this", import.meta.dirname, network, at),
  ];
  if (cores) {
    await tie(process.pid, cores.others);
    if (at.server.pid !== null) await tie(at.server.pid, cores.others);
  }
  for (const one of versions) await one.round();
  const all = new Map<string, Round[]>(versions.map(({ name }) => [name, []]));
  for (let at = 0; at < rounds; at++)
    for (const { name, round } of at % 2 === 0 ? versions : versions.toReversed()) {
      const result = await round();
      all.get(name)!.push(result);
      tell(
        `  round ${at + 1}, ${name}: p50 ${load.median(result.tookMs).toFixed(2)} ms, p99 ${load.quantile(result.tookMs, 0.99).toFixed(2)} ms, ` +
          `CPU ${(result.cpuMs / requests).toFixed(2)} ms a request`,
      );
    }
  return Object.fromEntries([...all].map(([name, results]) => [name, figuresOf(results)]));
}

function figuresOf(rounds: Round[]): VersionFigures {
  const all = rounds.flatMap(({ tookMs }) => tookMs);
  return {
    p50Ms: load.quantile(all, 0.5),
    p99Ms: load.quantile(all, 0.99),
    medianP99Ms: load.median(rounds.map(({ tookMs }) => load.quantile(tookMs, 0.99))),
    cpuMsPerRequest: load.median(rounds.map(({ cpuMs }) => cpuMs / requests)),
  };
}

async function version(
  name: string,
  dist: string,
  network: { members: number; themes: number; broader: number },
  { folder, server, cores, cleanup }: BenchRun & { server: BenchServer; cores: Cores | null },
): Promise<Version> {
  const [{ newDatabase }, { generateNetwork, someMembers }, { startService }, { askersOf }] = await Promise.all([
    own<typeof BenchDatabase>(dist, "bench-database.js"),
    own<typeof GeneratedNetwork>(dist, "generated-network.js"),
    own<typeof ServiceProcess>(dist, "service-process.js"),
    own<typeof load>(dist, "load.js"),
  ]);
  const database = await newDatabase(server, cleanup);
  await generateNetwork(database.url, network);
  const service = await startService(
    { databaseUrl: database.url, dataDir: join(folder, name), cores: cores?.service },
    cleanup,
  );
  const askers = await askersOf(await someMembers(database.url, warmUp + requests, 1));
  await load.latencyOf(service.url, askers.slice(0, warmUp));
  const round = async (): Promise<Round> => {
    const client = new load.Client(service.url, 1);
    const cpuSeconds = async (): Promise<number> => (await service.metric("process_cpu_seconds_total")) ?? NaN;
    const tookMs: number[] = [];
    const cpuBefore = await cpuSeconds();
    for (const asker of askers.slice(warmUp)) {
      const began = performance.now();
      await client.ask(asker, load.suggestionsQuery);
      tookMs.push(performance.now() - began);
    }
    const cpuMs = ((await cpuSeconds()) - cpuBefore) * 1_000;
    client.close();
    return { tookMs, cpuMs };
  };
  return { name, round };
}

const own = async <Module>(dist: string, file: string): Promise<Module> =>
  (await import(pathToFileURL(join(dist, file)).href)) as Module;
