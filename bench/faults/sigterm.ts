import { join } from "node:path";
import type { BenchRun } from "../bench-run.js";
import { openDatabase } from "../resume/database.js";
import { startService } from "../speed/service-process.js";
import { keepAsking } from "./keep-asking.js";
import type { FaultRow, Outcome } from "./row.js";

const times = 10;
const stoppedWithinMs = 5_000;

export const sigterm: FaultRow = {
  bar: "SIGTERM under load, ten times, with the delay of production: exit code 0 within 5 s, no failed request",
  run: async ({ folder, cleanup, tell }: BenchRun): Promise<Outcome> => {
    const { url: databaseUrl } = await openDatabase(folder, cleanup);
    const failures: string[] = [];
    const exits: (number | NodeJS.Signals)[] = [];
    const stopMs: number[] = [];
    let [answered, notReadyAtOnce] = [0, 0];
    for (let n = 0; n < times; n++) {
      const service = await startService(
        { databaseUrl, dataDir: join(folder, "service"), env: { DRAIN_SECONDS: "3" } },
        cleanup,
      );
      const load = keepAsking(`${service.url}/graphql`, 8);
      await load.answered(100);
      const began = performance.now();
      process.kill(service.pid, "SIGTERM");
      // The signal has to arrive.
      let status = 200;
      while (status === 200 && performance.now() - began < 1_000)
        status = (await fetch(`${service.url}/readyz`)).status;
      if (status === 503) notReadyAtOnce++;
      exits.push(await service.exit);
      stopMs.push(performance.now() - began);
      failures.push(...(await load.failures));
      answered += load.count();
    }
    const stopMaxMs = Math.round(Math.max(...stopMs));
    tell(
      `${answered} requests answered, ${failures.length} failed; exits ${exits.join(", ")}, after ${stopMaxMs} ms at most`,
    );
    return {
      pass:
        failures.length === 0 &&
        exits.every((exit) => exit === 0) &&
        stopMaxMs <= stoppedWithinMs &&
        notReadyAtOnce === times,
      ...{ times, answered, failures, exits, stopMaxMs, notReadyAtOnce },
    };
  },
};
