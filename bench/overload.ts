import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import { benchRun, type BenchRun } from "./bench-run.js";
import { arrivals, Clients, closedLoop, levelOf, type Level } from "./overload/arrivals.js";
import { newDatabase, openServer } from "./speed/bench-database.js";
import { goFirst, sharedOutCores, tie } from "./speed/cores.js";
import { generateNetwork } from "./speed/generated-network.js";
import { median, quantile } from "./speed/load.js";
import { startService, type ServiceProcess } from "./speed/service-process.js";

export const usage = `Usage: npm run bench -- overload [--seconds S] [--rounds R] [--page P]

Asks one heavy question from many addresses: without other load, as often as the service can answer, and then twice and five times as often,
and measures who is answered how soon, and how soon the others are refused.
  --seconds S   how long each lasts after a warm-up, by default 15
  --rounds R    by turns, by default 3
  --page P      the size of the question, 1 to 100, by default the one of which about 100 a second are answered`;

const members = 10_000;
const themes = 200;
const addresses = 500;
const factors = [2, 5];
const warmUpMs = 3_000;
const unloadedRequests = 300;
const connectionCounts = [2, 4, 6, 8];

/** What one round measures. */
interface Round {
  capacityPerS: number;
  unloadedP50Ms: number;
  unloadedP99Ms: number;
  at: Record<string, Level>;
}

export async function run(args: string[]): Promise<void> {
  const { seconds, rounds, page } = optionsOf(args);
  await benchRun({ command: ["overload", ...args].join(" "), file: "overload" }, async (bench) => {
    const service = await serviceOf(bench);
    const query = questionOf(page ?? (await heavyPage(service.url)));
    bench.tell(`the question: ${query}`);
    const clients = new Clients({ url: service.url, query, addresses });
    await closedLoop(clients, 4, warmUpMs);
    const connections = await bestConnections(clients);
    bench.tell(`capacity is what ${connections} clients get who each wait for their answer`);
    const all: Round[] = [];
    for (let n = 1; n <= rounds; n++) {
      const round = await measure(clients, connections, seconds * 1_000);
      all.push(round);
      tellRound(bench, n, round);
    }
    clients.close();
    const figures = { ...medians(all), rssMiB: await rssMiB(service) };
    judge(bench, figures);
    return figures;
  });
}

const questionOf = (page: number): string =>
  `{ members(first: ${page}) { nodes { name headline organisation { name } interests { stance theme { slug label } } } } }`;

/** The size at which about a hundred questions a second are answered on this machine. */
async function heavyPage(url: string): Promise<number> {
  const clients = new Clients({ url, query: questionOf(60), addresses });
  await closedLoop(clients, 4, warmUpMs);
  const perS = await closedLoop(clients, 4, warmUpMs);
  clients.close();
  return Math.min(100, Math.max(1, Math.round((60 * perS) / 100)));
}

function optionsOf(args: string[]): { seconds: number; rounds: number; page: number | undefined } {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string", default: "15" },
      rounds: { type: "string", default: "3" },
      page: { type: "string" },
    },
  });
  const number = (name: "seconds" | "rounds" | "page", most: number): number => {
    const value = Number(values[name]);
    if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
    throw new BenchError(`--${name} is a whole number from 1 to ${most}.`);
  };
  return {
    seconds: number("seconds", 600),
    rounds: number("rounds", 50),
    page: values.page === undefined ? undefined : number("page", 100),
  };
}

/** The service with its own limits, but for the budget of a minute, which a benchmark spends in a second. */
async function serviceOf({ folder, cleanup, tell }: BenchRun): Promise<ServiceProcess> {
  const server = await openServer(folder, cleanup);
  const database = await newDatabase(server, cleanup);
  await generateNetwork(database.url, { members, themes, broader: 0 });
  const env = {
    TRUSTED_PROXIES: "127.0.0.1",
    // As much as may be: what is measured is admission, not the budget.
    COST_PER_MINUTE_ANONYMOUS: "1000000000",
    COST_PER_SECOND: "0",
  };
  const cores = await sharedOutCores();
  const service = await startService(
    { databaseUrl: database.url, dataDir: join(folder, "service"), cores: cores?.all, limits: "own", env },
    cleanup,
  );
  if (cores) {
    await tie(process.pid, cores.others);
    if (server.pid !== null) await tie(server.pid, cores.others);
    tell(
      `the service may use cores ${cores.all}, the database and the load ${cores.others}; ` +
        (goFirst() ? "there the load goes first" : "the load may wait for the database, as it may not go first"),
    );
  }
  return service;
}

/** Each level between measurements without overload, as the machine is now faster, now slower. */
async function measure(clients: Clients, connections: number, forMs: number): Promise<Round> {
  const alone: number[] = [];
  const capacities: number[] = [];
  const at: Record<string, Level> = {};
  for (const factor of factors) {
    for (let n = 0; n < unloadedRequests; n++) alone.push((await clients.ask()).ms);
    const before = await closedLoop(clients, connections, forMs / 3);
    await arrivals(clients, factor * before, warmUpMs);
    at[factor] = levelOf(await arrivals(clients, factor * before, forMs), forMs);
    capacities.push(before, await closedLoop(clients, connections, forMs / 3));
  }
  return { capacityPerS: median(capacities), unloadedP50Ms: median(alone), unloadedP99Ms: quantile(alone, 0.99), at };
}

/**
 * How many clients that each wait for their answer are answered the most often. Tried before the rounds: the highest
 * of several noisy figures would be more than the service can answer.
 */
async function bestConnections(clients: Clients): Promise<number> {
  const rates: [connections: number, perS: number][] = [];
  for (const connections of connectionCounts)
    rates.push([connections, await closedLoop(clients, connections, warmUpMs)]);
  return rates.sort(([, one], [, other]) => other - one)[0]![0];
}

function tellRound({ tell }: BenchRun, n: number, { capacityPerS, unloadedP50Ms, unloadedP99Ms, at }: Round): void {
  tell(
    `round ${n}: without load p50 ${ms(unloadedP50Ms)}, p99 ${ms(unloadedP99Ms)}; capacity ${capacityPerS.toFixed(0)} answers a second`,
  );
  for (const [factor, level] of Object.entries(at))
    tell(
      `  ${factor} times the capacity: ${level.admittedPerS.toFixed(0)} of ${level.offeredPerS.toFixed(0)} answered a second, ` +
        `p50 ${ms(level.p50Ms)}, p99 ${ms(level.p99Ms)}; ${level.shed} refused, p99 ${ms(level.shedP99Ms)}`,
    );
}

function medians(rounds: Round[]): Round {
  const of = (figure: (round: Round) => number): number => median(rounds.map(figure));
  const level = (factor: string): Level =>
    Object.fromEntries(
      (Object.keys(rounds[0]!.at[factor]!) as (keyof Level)[]).map((key) => [key, of(({ at }) => at[factor]![key])]),
    ) as unknown as Level;
  return {
    capacityPerS: of((round) => round.capacityPerS),
    unloadedP50Ms: of((round) => round.unloadedP50Ms),
    unloadedP99Ms: of((round) => round.unloadedP99Ms),
    at: Object.fromEntries(factors.map((factor) => [factor, level(`${factor}`)])),
  };
}

function judge({ tell }: BenchRun, { capacityPerS, unloadedP99Ms, at }: Round): void {
  for (const [factor, level] of Object.entries(at))
    tell(
      `${factor} times: p99 ${(level.p99Ms / unloadedP99Ms).toFixed(1)} times the one without load (4), ` +
        `${((100 * level.admittedPerS) / capacityPerS).toFixed(0)} % of the capacity (85), refused within ${ms(level.shedP99Ms)} (40)`,
    );
}

async function rssMiB({ pid }: ServiceProcess): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Math.round(Number(kib) / 1024);
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
