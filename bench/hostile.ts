import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import { benchRun, type BenchRun } from "./bench-run.js";
import { attacks } from "./hostile/attacks.js";
import { heapAfterCollection } from "./hostile/heap.js";
import { honestClients, type Seen } from "./hostile/honest.js";
import { newDatabase, openServer } from "./speed/bench-database.js";
import { sharedOutCores, tie } from "./speed/cores.js";
import { generateNetwork, someMembers, themeSlug } from "./speed/generated-network.js";
import { askersOf, type Asker } from "./speed/load.js";
import { freePort, startService, type ServiceProcess } from "./speed/service-process.js";

export const usage = `Usage: npm run bench -- hostile [--seconds S] [--only WORDS]

Starts the service with its own limits, and attacks it in one way after the other, each beside twenty honest clients.
  --seconds S     how long each attack lasts, by default 15; the honest clients are alone for as long before
  --only WORDS    only attacks with these words in their names`;

const members = 3_649;
const themes = 200;

interface Outcome {
  name: string;
  /** Whether the process still runs, and answers. */
  survived: boolean;
  honestP99Ms: number;
  honestP99UnderAttackMs: number;
  honestP50Ms: number;
  honestP50UnderAttackMs: number;
  /** Requests of honest clients that were not answered, of all during the attack. */
  honestFailures: number;
  /** Those of members among them. */
  honestMemberFailures: number;
  honestRequests: number;
  honestFailureCodes: Record<string, number>;
  heapGrowthMiB: number;
}

export async function run(args: string[]): Promise<void> {
  const { seconds, names } = optionsOf(args);
  await benchRun({ command: ["hostile", ...args].join(" "), file: "hostile" }, async (bench) => {
    const outcomes: Outcome[] = [];
    for (const name of names) {
      const outcome = await attack(bench, name, seconds * 1_000);
      outcomes.push(outcome);
      bench.tell(
        `${name}: ${outcome.survived ? "survived" : "DIED"}; others' p50 ${ms(outcome.honestP50Ms)} to ${ms(outcome.honestP50UnderAttackMs)}, ` +
          `p99 ${ms(outcome.honestP99Ms)} to ${ms(outcome.honestP99UnderAttackMs)}, ${outcome.honestFailures} of ${outcome.honestRequests} not answered (${outcome.honestMemberFailures} of members) ${JSON.stringify(outcome.honestFailureCodes)}; ` +
          `heap ${outcome.heapGrowthMiB.toFixed(1)} MiB more`,
      );
    }
    return { attacks: outcomes };
  });
}

function optionsOf(args: string[]): { seconds: number; names: string[] } {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: "string", default: "15" }, only: { type: "string", default: "" } },
  });
  const seconds = Number(values.seconds);
  if (!Number.isSafeInteger(seconds) || seconds < 1 || seconds > 600)
    throw new BenchError("--seconds is a whole number from 1 to 600.");
  const names = Object.keys(attacks).filter((name) => name.includes(values.only));
  if (names.length === 0) throw new BenchError(`No attack has "${values.only}" in its name.`);
  return { seconds, names };
}

/** One attack on a service that was started for it. */
async function attack(bench: BenchRun, name: string, forMs: number): Promise<Outcome> {
  const { service, inspectorPort, askers, slugs, stop } = await start(bench);
  const honest = (): Promise<Seen> => honestClients(service.url, askers, slugs, forMs);
  await honestClients(service.url, askers, slugs, 3_000);
  const heapBefore = await heapAfterCollection(inspectorPort);
  // A full collection takes compiled code away, too.
  await honestClients(service.url, askers, slugs, 5_000);
  const before = await honest();
  const attacker = spawn(process.execPath, [join(import.meta.dirname, "hostile/attacker.js"), name, service.url], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const hasEnded = once(attacker, "exit");
  const undo = bench.cleanup.add(() => {
    attacker.kill("SIGKILL");
    return hasEnded;
  });
  await sleep(1_000);
  const during = await honest();
  const survived = await fetch(`${service.url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
  // While the attack goes on: what it keeps is what counts.
  const heapAfter = survived ? await heapAfterCollection(inspectorPort) : NaN;
  await undo();
  await stop();
  return {
    name,
    survived,
    honestP99Ms: before.p99Ms,
    honestP99UnderAttackMs: during.p99Ms,
    honestP50Ms: before.p50Ms,
    honestP50UnderAttackMs: during.p50Ms,
    honestFailures: during.failures,
    honestMemberFailures: during.memberFailures,
    honestRequests: during.answers + during.failures,
    honestFailureCodes: during.codes,
    heapGrowthMiB: (heapAfter - heapBefore) / 2 ** 20,
  };
}

interface Started {
  service: ServiceProcess;
  inspectorPort: number;
  askers: Asker[];
  slugs: string[];
  stop: () => Promise<void>;
}

/** The service with the limits that it has by default, but for what a member writes, behind a proxy that names the addresses. */
async function start({ folder, cleanup }: BenchRun): Promise<Started> {
  const server = await openServer(folder, cleanup);
  const database = await newDatabase(server, cleanup);
  await generateNetwork(database.url, { members, themes, broader: 0 });
  const cores = await sharedOutCores();
  const inspectorPort = await freePort();
  const service = await startService(
    {
      databaseUrl: database.url,
      dataDir: join(folder, "service"),
      limits: "own",
      nodeOptions: [`--inspect=127.0.0.1:${inspectorPort}`],
      // The honest author posts once a second, so that there are live events all the time.
      env: { TRUSTED_PROXIES: "127.0.0.1", WRITE_LIMITS: "off" },
    },
    cleanup,
  );
  // The attacker, too: what it has of a machine of its own is not taken from the service.
  if (cores) await tie(process.pid, cores.others);
  const askers = await askersOf(await someMembers(database.url, 11, 1));
  const slugs = Array.from({ length: 10 }, (_, n) => themeSlug(n + 1));
  const stop = async (): Promise<void> => {
    await service.stop();
    await database.drop();
    await server.stop();
  };
  return { service, inspectorPort, askers, slugs, stop };
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
