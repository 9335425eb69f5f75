import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import { benchRun } from "./bench-run.js";
import { blackHole } from "./faults/black-hole.js";
import { diskFull } from "./faults/disk-full.js";
import { kill } from "./faults/kill.js";
import { restarted } from "./faults/restarted.js";
import { stagedRow, type FaultRow, type Outcome } from "./faults/row.js";
import { sigterm } from "./faults/sigterm.js";
import { stuckSubscriber } from "./faults/stuck-subscriber.js";
import { terminated } from "./faults/terminated.js";

export const usage = `Usage: npm run bench -- faults [--only NAME] [--events 50000]

The faults that the service must survive, one after the other, each on a PostgreSQL of its own, with a verdict: exit code 1 when one fails.
  --only NAME     only faults with this in their names: kill, terminated, restarted-fast, restarted-immediate, black-hole,
                  stuck-subscriber, sigterm, disk-full (on a tmpfs; left out where this process may not mount one)
  --events N      how many events the stuck subscriber does not read, with those before, 1,000 to 1,000,000
Twice the load it can carry is \`npm run bench -- overload\`, and the soak is \`npm run bench -- soak\`.`;

const rowsOf = (events: number): Record<string, FaultRow> => ({
  kill,
  terminated,
  "restarted-fast": restarted("fast"),
  "restarted-immediate": restarted("immediate"),
  "black-hole": blackHole,
  "stuck-subscriber": stuckSubscriber(events),
  sigterm,
  "disk-full": diskFull,
});

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { only: { type: "string", default: "" }, events: { type: "string", default: "50000" } },
  });
  const events = Number(values.events);
  if (!Number.isSafeInteger(events) || events < 1_000 || events > 1_000_000)
    throw new BenchError("--events is a whole number from 1000 to 1000000.");
  const rows = Object.entries(rowsOf(events)).filter(([name]) => name.includes(values.only));
  if (rows.length === 0) throw new BenchError(`No fault has "${values.only}" in its name.`);
  const file = values.only === "" ? "faults" : `faults-${rows.map(([name]) => name).join("-")}`;
  await benchRun({ command: ["faults", ...args].join(" "), file }, async (bench) => {
    const faults: (Outcome & { name: string })[] = [];
    for (const [name, row] of rows) {
      bench.tell(`${name}: ${row.bar}`);
      const outcome = await stagedRow(name, row, bench).catch((error: unknown): Outcome => ({
        pass: false,
        error: (error as Error).message,
      }));
      bench.tell(`  ${outcome.pass === null ? "LEFT OUT" : outcome.pass ? "PASSED" : "FAILED"}`);
      faults.push({ name, ...outcome });
    }
    if (faults.some(({ pass }) => pass === false)) process.exitCode = 1;
    return { faults };
  });
}
