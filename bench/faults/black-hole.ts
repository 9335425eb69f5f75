import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchRun } from "../bench-run.js";
import { openDatabase } from "../resume/database.js";
import { TcpProxy } from "../resume/tcp-proxy.js";
import { startService } from "../speed/service-process.js";
import { failuresOf, keepReading, watchStatus } from "./reading.js";
import type { FaultRow, Outcome } from "./row.js";

const silentMs = 30_000;
const answeredWithinMs = 3_000;
const recoveryMs = 2_000;

export const blackHole: FaultRow = {
  bar: "the database black-holed for 30 s: every request answered within 3 s, recovery within 2 s",
  run: async ({ folder, cleanup, tell }: BenchRun): Promise<Outcome> => {
    const { url, port } = await openDatabase(folder, cleanup);
    const proxy = await TcpProxy.open();
    cleanup.add(() => proxy.close());
    proxy.add(port);
    const databaseUrl = new URL(url);
    databaseUrl.port = `${proxy.port}`;
    const service = await startService({ databaseUrl: databaseUrl.href, dataDir: join(folder, "service") }, cleanup);
    const stopReading = keepReading(service.url, 10);
    const stopHealth = watchStatus(`${service.url}/healthz`);
    await sleep(2_000);
    const restore = proxy.silence();
    await sleep(silentMs);
    restore();
    const back = performance.now();
    await sleep(8_000);
    const [reads, health] = [await stopReading(), await stopHealth()];
    const failed = reads.filter(({ failure }) => failure !== null);
    const slowestMs = Math.round(Math.max(...reads.map(({ ms }) => ms)));
    const recoveredMs = Math.round(Math.max(0, ...failed.map(({ at, ms }) => at + ms - back)));
    const healthy = health.every((status) => status === 200);
    const failures = failuresOf(reads);
    tell(
      `${failed.length} of ${reads.length} reads failed; the slowest answer took ${slowestMs} ms, the last failure came ${recoveredMs} ms after the return`,
    );
    return {
      pass:
        slowestMs <= answeredWithinMs &&
        recoveredMs <= recoveryMs &&
        healthy &&
        Object.keys(failures).every((code) => code === "UNAVAILABLE"),
      ...{ reads: reads.length, failures, slowestMs, recoveredMs, healthy },
    };
  },
};
