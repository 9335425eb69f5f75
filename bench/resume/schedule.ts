/**
 * What goes wrong: a process killed, a connection cut or stalled, PostgreSQL restarted, a client that stops reading.
 */
export type FaultKind = "kill" | "cut" | "stall" | "restart" | "pause";

export interface Fault {
  atMs: number;
  kind: FaultKind;
}

/** One of each in so many seconds. */
const everyS: Record<FaultKind, number> = { kill: 9, cut: 1, stall: 6, restart: 30, pause: 2 };

/** When what goes wrong: evenly over the time, each at a random moment of its share; one of each kind at least. */
export function faultsWithin(seconds: number, random: () => number): Fault[] {
  const faults = Object.entries(everyS).flatMap(([kind, every]) => {
    const count = Math.max(1, Math.round(seconds / every));
    const share = (seconds * 1_000) / count;
    return Array.from({ length: count }, (_, n) => ({ kind: kind as FaultKind, atMs: (n + random()) * share }));
  });
  return faults.sort((one, other) => one.atMs - other.atMs);
}
