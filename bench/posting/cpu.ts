import { readdir, readFile } from "node:fs/promises";

/** Linux counts CPU time in ticks of 10 ms, whatever the machine. */
const ticksPerS = 100;

interface Process {
  pid: number;
  parent: number;
  /** Of itself and of its children that have ended, in seconds. */
  cpuS: number;
}

/** CPU seconds that a process and its children have used until now; null where the system does not tell. */
export async function cpuSeconds(pid: number): Promise<number | null> {
  const names = (await readdir("/proc").catch((): string[] => [])).filter((name) => /^\d+$/.test(name));
  const processes = (await Promise.all(names.map(read))).filter((process) => process !== null);
  const own = processes.filter((process) => process.pid === pid || process.parent === pid);
  return own.length === 0 ? null : own.reduce((sum, { cpuS }) => sum + cpuS, 0);
}

async function read(name: string): Promise<Process | null> {
  const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
  // The name is in brackets and may hold anything, so count from the last one: the state comes first.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields.length < 20) return null;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid: Number(name), parent: Number(fields[1]), cpuS: ticks / ticksPerS };
}
