import { setTimeout as sleep } from "node:timers/promises";
import type { EmbeddedPostgres } from "../../src/core/database/embedded/embedded-postgres.js";
import { restart } from "./database.js";
import type { Processes } from "./processes.js";
import type { Fault, FaultKind } from "./schedule.js";
import type { Subscriber } from "./subscriber.js";
import type { TcpProxy } from "./tcp-proxy.js";

const pausedMs = { min: 1_000, max: 20_000 };
const stalledMs = { min: 1_000, max: 8_000 };

export interface Victims {
  server: EmbeddedPostgres;
  proxy: TcpProxy;
  processes: Processes;
  subscribers: Subscriber[];
  random: () => number;
  tell: (line: string) => void;
}

export type FaultCounts = Record<FaultKind, number>;

/** Lets each fault happen at its time; done when the last has, and PostgreSQL is back. */
export async function inflict(faults: Fault[], victims: Victims): Promise<FaultCounts> {
  const { server, proxy, processes, subscribers, random, tell } = victims;
  const counts: FaultCounts = { kill: 0, cut: 0, stall: 0, restart: 0, pause: 0 };
  let isRestarting = false;
  let lastRestart = Promise.resolve();
  const between = ({ min, max }: { min: number; max: number }): number => min + random() * (max - min);

  const happens: Record<FaultKind, () => boolean> = {
    kill: () => processes.kill(),
    cut: () => proxy.cut(random) && told("a connection cut"),
    stall: () => {
      const forMs = between(stalledMs);
      return proxy.stall(random, forMs) && told(`a connection stalled for ${seconds(forMs)}`);
    },
    restart: () => {
      if (isRestarting) return false;
      isRestarting = true;
      const mode = counts.restart % 2 === 0 ? "immediate" : "fast";
      lastRestart = restart(server, mode).then((ms) => {
        // Else it stays so: no other is begun, and the end of this function tells why.
        isRestarting = false;
        tell(`PostgreSQL is back after ${seconds(ms)}`);
      });
      lastRestart.catch(() => undefined);
      return told(`PostgreSQL restarted (${mode})`);
    },
    pause: () => {
      const forMs = between(pausedMs);
      const number = Math.floor(random() * subscribers.length);
      return subscribers[number]!.pause(forMs) && told(`subscriber ${number + 1} reads nothing for ${seconds(forMs)}`);
    },
  };
  const told = (line: string): true => {
    tell(line);
    return true;
  };

  const began = performance.now();
  for (const { atMs, kind } of faults) {
    await sleep(Math.max(0, began + atMs - performance.now()));
    if (happens[kind]()) counts[kind]++;
  }
  await lastRestart;
  return counts;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
