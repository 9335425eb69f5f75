import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * A process, distinguished from a later one with the same pid. `startedAt` is "" where the system does not report it.
 */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

/** Whether the pid is taken, be it by a zombie. */
export function isPidTaken(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The process that has this pid now; undefined when there is none, or only a zombie nobody collected. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (!isPidTaken(pid)) return undefined;
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return { pid, startedAt: "" };
  }
  // The name is in brackets and may hold anything, so count the fields after the last one: state is field 3, start time
  // 22.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return { pid, startedAt: fields[19] ?? "" };
}

export function isRunning(identity: ProcessIdentity): boolean {
  const now = identifyProcess(identity.pid);
  if (now === undefined) return false;
  return now.startedAt === "" || identity.startedAt === "" || now.startedAt === identity.startedAt;
}

/** `pid.start`, to be left where another process finds it. */
export function ownProcessToken(): string {
  return `${process.pid}.${identifyProcess(process.pid)?.startedAt ?? ""}`;
}

export function parseProcessToken(token: string): ProcessIdentity | undefined {
  const match = /^(\d+)\.(\d*)$/.exec(token);
  return match === null ? undefined : { pid: Number(match[1]), startedAt: match[2] ?? "" };
}

/** Whether this pid is a PostgreSQL that serves this directory; undefined where the system offers no way to know. */
export async function isPostgresOf(clusterDir: string, pid: number): Promise<boolean | undefined> {
  if (process.platform === "win32") return undefined;
  if (process.platform !== "linux") {
    const command = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(
      () => undefined,
    );
    return command?.stdout.includes("postgres") === true && command.stdout.includes(clusterDir);
  }
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => undefined);
  if (name?.startsWith("postgres") !== true) return name === undefined ? undefined : false;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === clusterDir;
  } catch {
    // In a container root may lack the right to look there; the command line is open to all.
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return command.split("\0").includes(clusterDir);
  }
}
