import { readdir, readFile } from "node:fs/promises";

/** Of Linux, on all machines that it is built for today. */
const ticksPerS = 100;

interface Stat {
  parent: number;
  ticks: number;
  /** Of children that have ended. */
  childTicks: number;
}

async function statOf(pid: number | string): Promise<Stat> {
  const text = await readFile(`/proc/${pid}/stat`, "latin1");
  // The name, in brackets, may have blanks in it.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [parent, ...ticks] = [1, 11, 12, 13, 14].map((place) => Number(fields[place]));
  const [user, system, childUser, childSystem] = ticks as [number, number, number, number];
  return { parent: parent!, ticks: user + system, childTicks: childUser + childSystem };
}

/** The CPU seconds that a process has used. */
export const cpuSeconds = async (pid: number): Promise<number> => (await statOf(pid)).ticks / ticksPerS;

/** The same with its children, those that have ended among them. */
export async function cpuSecondsOfFamily(pid: number): Promise<number> {
  const own = await statOf(pid);
  const others = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  // A process may be gone before it is read.
  const stats = await Promise.all(others.map((other) => statOf(other).catch(() => null)));
  const children = stats.filter((stat) => stat?.parent === pid).map((stat) => stat!.ticks);
  return [own.ticks, own.childTicks, ...children].reduce((sum, ticks) => sum + ticks, 0) / ticksPerS;
}

/** What of a process is in memory, in KiB. */
export async function residentKib(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, "latin1");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1]);
}

/** How many files, sockets among them, a process may have open. */
export async function mostOpenFiles(): Promise<number> {
  const text = await readFile("/proc/self/limits", "latin1");
  const max = /^Max open files\s+(\S+)/m.exec(text)?.[1];
  return max === "unlimited" ? Number.POSITIVE_INFINITY : Number(max);
}
