import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import { benchRun, type BenchRun } from "./bench-run.js";
import { contestantNames, prepare, type ContestantName } from "./fan-out/contestants.js";
import { startLoad } from "./fan-out/load.js";
import { mostOpenFiles } from "./fan-out/process-figures.js";
import { figuresOf, ratiosOf, tableOf, type Figures } from "./fan-out/report.js";
import { LossError, playRound, type RoundFigures, type RoundOptions } from "./fan-out/round.js";
import { openServer } from "./speed/bench-database.js";
import { sharedOutCores, tie, type Cores } from "./speed/cores.js";

export const usage = `Usage: npm run bench -- fan-out --subscribers N --events M [--groups G] [--rounds R] [--only NAME,NAME]

Tells M new ideas to N subscribers over graphql-transport-ws, by this service on a PostgreSQL of its own (or, in a database of its
own, on that of DATABASE_URL), by what others offer, and by a raw broadcast; each in a process of its own, by turns.
  --subscribers N   1 to 20,000
  --events M        1 to 1,000 ideas as fast as they go, and as many, 100 at most, at 10 a second
  --groups G        as many different documents, by default 1; each subscriber gets every idea
  --rounds R        by default 3; the figures are medians
  --only NAME,…     of ${contestantNames.join(", ")}`;

const notes = `The peers publish from memory, without a database, which is to their advantage; ours are posted over HTTP by \`postIdea\`
and read back from the log. Latency: from just before an idea is posted until a subscriber has it, at 10 ideas a second.
Throughput and CPU (of the server's process alone): while all ideas are published at once, eight at a time. Memory: what a
server that has been warmed up takes more with all its subscribers there, both after a collection of garbage; of fewer than
1,000 subscribers it tells nothing. Every delivery is counted: once each and in one order for all, or the run fails.`;

interface Options extends RoundOptions {
  rounds: number;
  only: ContestantName[];
}

/** Prints a table, and the medians on the last line as JSON. */
export async function run(args: string[]): Promise<void> {
  const options = optionsOf(args);
  await checkMachine(options);
  const { subscribers, events, groups } = options;
  const some = options.only.length < contestantNames.length ? options.only : [];
  const file = ["fan-out", subscribers, ...(groups > 1 ? ["groups", groups] : []), ...some].join("-");
  await benchRun({ command: ["fan-out", ...args].join(" "), file }, async (bench) => {
    const cores = await sharedOutCores();
    bench.tell(
      cores
        ? `each server is tied to core ${cores.service}, the database and the subscribers to ${cores.others}`
        : "without taskset nothing is tied to cores",
    );
    bench.tell(notes);
    const figures = await measure(options, cores, bench);
    bench.tell(`\n${tableOf(figures)}\n\n${ratiosOf(figures)}`);
    return { subscribers, events, groups, ...jsonOf(figures) };
  }).catch((error: unknown) => {
    if (!(error instanceof LossError)) throw error;
    process.stderr.write(`The run failed. ${error.message}\n`);
    process.exitCode = 1;
  });
}

function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      subscribers: { type: "string" },
      events: { type: "string" },
      groups: { type: "string", default: "1" },
      rounds: { type: "string", default: "3" },
      only: { type: "string", default: contestantNames.join(",") },
    },
  });
  const number = (name: "subscribers" | "events" | "groups" | "rounds", max: number): number => {
    if (values[name] === undefined) throw new BenchError(`Say how many ${name} with --${name}.`);
    const value = Number(values[name]);
    if (Number.isSafeInteger(value) && value >= 1 && value <= max) return value;
    throw new BenchError(`--${name} is a whole number from 1 to ${max}.`);
  };
  const subscribers = number("subscribers", 20_000);
  const only = values.only.split(",").map((name) => {
    const known = contestantNames.find((one) => one === name);
    if (known === undefined) throw new BenchError(`--only is some of ${contestantNames.join(",")}.`);
    return known;
  });
  return {
    subscribers,
    // The PubSub of two of the peers lets 1,024 events wait, and fails at the next one.
    events: number("events", 1_000),
    groups: number("groups", subscribers),
    rounds: number("rounds", 100),
    only,
  };
}

async function checkMachine({ subscribers }: Options): Promise<void> {
  if (process.platform !== "linux") throw new BenchError("What processes use is read from /proc: it takes Linux.");
  const max = await mostOpenFiles();
  if (max < subscribers + 500)
    throw new BenchError(
      `A process may have ${max} files open here: raise it first, by ulimit -n ${subscribers + 500}.`,
    );
}

async function measure(options: Options, cores: Cores | null, { folder, cleanup, tell }: BenchRun): Promise<Figures> {
  const server = await openServer(folder, cleanup);
  if (cores) for (const pid of [process.pid, server.pid]) if (pid !== null) await tie(pid, cores.others);
  const start = await prepare(server, folder, cores?.service, cleanup);
  const load = startLoad(cleanup);
  const played = new Map<ContestantName, RoundFigures[]>(options.only.map((name) => [name, []]));
  for (let round = 1; round <= options.rounds; round++) {
    for (const name of options.only) {
      const contestant = await start(name);
      const figures = await playRound(contestant, load, options);
      await contestant.stop();
      played.get(name)!.push(figures);
      tell(
        `round ${round}, ${name}: ${figures.deliveriesPerS.toFixed(0)} deliveries a second, p50 ${figures.p50Ms.toFixed(1)} ms, p99 ${figures.p99Ms.toFixed(1)} ms`,
      );
    }
  }
  return figuresOf(played);
}

/** As far as they are of interest to who reads them by machine. */
const jsonOf = (figures: Figures): object =>
  Object.fromEntries(
    [...figures].map(([name, { deliveriesPerS, p50Ms, p99Ms, cpuPer100k, kibPerConnection }]) => [
      name,
      { deliveriesPerS, p50Ms, p99Ms, cpuPer100k, kibPerConnection },
    ]),
  );
