import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { BenchRun } from "../bench-run.js";
import { openDatabase, postedIdeas, theme } from "../resume/database.js";
import { post } from "../resume/posting.js";
import { startService } from "../speed/service-process.js";
import { comparedWith, networkOf, received } from "./network.js";
import { failuresOf, keepReading } from "./reading.js";
import type { FaultRow, Outcome } from "./row.js";

const forMs = 60_000;
const everyMs = 2_000;
const typed = new Set(["UNAVAILABLE"]);

export const terminated: FaultRow = {
  bar: "all database connections terminated every 2 s for a minute: the process goes on, 99 % of reads succeed, errors are UNAVAILABLE",
  run: async ({ folder, cleanup, tell }: BenchRun): Promise<Outcome> => {
    const { url: databaseUrl } = await openDatabase(folder, cleanup);
    const service = await startService({ databaseUrl, dataDir: join(folder, "service") }, cleanup);
    let ended = false;
    void service.ended.then((said) => {
      ended = true;
      tell(`the service ended: ${said.trim()}`);
    });
    const counts = { authors: 5, subscribers: 10 };
    const { authors, subscribers } = await networkOf({ url: service.url, databaseUrl }, counts, cleanup);
    const posting = post({ url: service.url, authors, theme, perS: 5, seconds: forMs / 1_000, random: Math.random });
    const stopReading = keepReading(service.url, 20);
    const admin = new pg.Client({ connectionString: databaseUrl, application_name: "ino-bench" });
    admin.on("error", () => undefined);
    await admin.connect();
    let connections = 0;
    for (let waited = 0; waited < forMs; waited += everyMs) {
      await sleep(everyMs);
      const { rowCount } = await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
      connections += rowCount ?? 0;
    }
    await admin.end();
    const reads = await stopReading();
    const { ideaIds } = await posting;
    const survived = !ended;
    const logged = await postedIdeas(databaseUrl);
    const { missing, duplicated, outOfOrder } = await received(subscribers, logged);
    const { lost, twice } = comparedWith(logged, ideaIds);
    const failures = failuresOf(reads);
    const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
    const readsOkPercent = Number((100 * (1 - failed / reads.length)).toFixed(2));
    const untyped = Object.keys(failures).filter((code) => !typed.has(code));
    tell(
      `${connections} connections terminated: ${readsOkPercent} % of ${reads.length} reads answered, failures ${JSON.stringify(failures)}`,
    );
    return {
      pass:
        survived &&
        readsOkPercent >= 99 &&
        untyped.length === 0 &&
        lost + twice + missing + duplicated + outOfOrder === 0,
      ...{ survived, connections, reads: reads.length, readsOkPercent, failures, acknowledged: ideaIds.length },
      ...{ lost, twice, missing, duplicated, outOfOrder },
    };
  },
};
