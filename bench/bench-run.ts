import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { Cleanup } from "./speed/cleanup.js";

export interface BenchRun {
  /** Removed at the end. */
  folder: string;
  cleanup: Cleanup;
  /** Prints a line and keeps it for the results. */
  tell: (line: string) => void;
}

/**
 * Runs a benchmark: prints the command, the machine, what it says on the way and its figures as JSON on the last line,
 * and keeps all of it as `bench/results/<file>.txt`.
 */
export async function benchRun(
  { command, file }: { command: string; file: string },
  measure: (run: BenchRun) => Promise<object>,
): Promise<void> {
  const cleanup = new Cleanup();
  const offSignals = cleanup.onSignals();
  const lines: string[] = [];
  const tell = (line: string): void => {
    lines.push(line);
    process.stdout.write(`${line}\n`);
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), "ino-bench-"));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    tell(`npm run bench -- ${command}`);
    tell(
      `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
        `load ${loadavg()[0]!.toFixed(1)} at the start, Node ${process.version}`,
    );
    tell(JSON.stringify(await measure({ folder, cleanup, tell })));
    const results = new URL("../../bench/results/", import.meta.url);
    await mkdir(results, { recursive: true });
    await writeFile(new URL(`${file}.txt`, results), `${lines.join("\n")}\n`);
  } finally {
    await cleanup.all();
    offSignals();
  }
}
