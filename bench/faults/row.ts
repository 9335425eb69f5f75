import { join } from "node:path";
import { Cleanup } from "../speed/cleanup.js";
import type { BenchRun } from "../bench-run.js";

/** What a fault did, with its figures. */
export interface Outcome {
  /** Null where the fault cannot be made on this machine. */
  pass: boolean | null;
  [figure: string]: unknown;
}

/** One fault of the table. */
export interface FaultRow {
  /** What must hold, in a line. */
  bar: string;
  run: (stage: BenchRun) => Promise<Outcome>;
}

/** Runs a row in a folder of its own, and ends all that it started. */
export async function stagedRow(name: string, row: FaultRow, { folder, cleanup, tell }: BenchRun): Promise<Outcome> {
  const own = new Cleanup();
  const undo = cleanup.add(() => own.all());
  try {
    return await row.run({ folder: join(folder, name), cleanup: own, tell: (line) => tell(`  ${line}`) });
  } finally {
    await undo();
  }
}
