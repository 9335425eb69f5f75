import { execFile } from "node:child_process";
import { availableParallelism, constants, setPriority } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The cores of the machine shared out: the service has one, the database and the load another. */
export interface Cores {
  service: string;
  others: string;
  all: string;
}

/** Null where processes cannot be tied to cores, or there is one core alone. */
export async function sharedOutCores(): Promise<Cores | null> {
  const count = availableParallelism();
  if (count < 2) return null;
  try {
    await run("taskset", ["--version"]);
  } catch {
    return null;
  }
  return { service: "0", others: `1-${count - 1}`, all: `0-${count - 1}` };
}

/** Ties a process to cores; what it starts later is tied with it. */
export async function tie(pid: number, cores: string): Promise<void> {
  await run("taskset", ["-acp", cores, String(pid)]);
}

/** Lets the load go before other processes, so that answers are not measured later than they come; false if it may not. */
export function goFirst(): boolean {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
    return true;
  } catch {
    return false;
  }
}
