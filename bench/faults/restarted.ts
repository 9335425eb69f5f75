import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchRun } from "../bench-run.js";
import { openDatabase, restart } from "../resume/database.js";
import { startService } from "../speed/service-process.js";
import { failuresOf, keepReading, watchStatus } from "./reading.js";
import type { FaultRow, Outcome } from "./row.js";

const recoveryMs = 1_500;
const settleMs = 6_000;

/** PostgreSQL is restarted under reads; fast, or as if it had crashed. */
export const restarted = (mode: "fast" | "immediate"): FaultRow => ({
  bar: `PostgreSQL restarted (${mode}): errors end within 1.5 s of its return, /readyz 503 then 200, /healthz stays 200`,
  run: async ({ folder, cleanup, tell }: BenchRun): Promise<Outcome> => {
    const server = await openDatabase(folder, cleanup);
    const service = await startService({ databaseUrl: server.url, dataDir: join(folder, "service") }, cleanup);
    const stopReading = keepReading(service.url, 50);
    const stopReadiness = watchStatus(`${service.url}/readyz`);
    const stopHealth = watchStatus(`${service.url}/healthz`);
    await sleep(2_000);
    const awayMs = Math.round(await restart(server, mode));
    const back = performance.now();
    await sleep(settleMs);
    const [reads, readiness, health] = [await stopReading(), await stopReadiness(), await stopHealth()];
    const failed = reads.filter(({ failure }) => failure !== null);
    const errorsEndMs = Math.round(Math.max(0, ...failed.map(({ at, ms }) => at + ms - back)));
    const healthy = health.every((status) => status === 200);
    const failures = failuresOf(reads);
    tell(
      `away ${awayMs} ms; ${failed.length} of ${reads.length} reads failed, the last ${errorsEndMs} ms after its return; /readyz ${readiness.join(", ")}`,
    );
    return {
      pass:
        errorsEndMs <= recoveryMs &&
        healthy &&
        readiness.at(-1) === 200 &&
        readiness.every((status) => status === 200 || status === 503) &&
        Object.keys(failures).every((code) => code === "UNAVAILABLE"),
      ...{ awayMs, reads: reads.length, failures, errorsEndMs, readyz: readiness, healthy },
    };
  },
});
