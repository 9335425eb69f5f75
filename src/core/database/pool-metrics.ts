import { Gauge, type Registry } from "prom-client";
import type { Database } from "./database.js";

/** Registers how the connections to the database are used: those for reads, and those that may write. */
export function registerPoolMetrics(register: Registry, { pools }: Database): void {
  new Gauge({
    name: "ino_database_connections",
    help: "Open connections of a pool of this process: idle, or in use",
    labelNames: ["pool", "state"],
    registers: [register],
    collect() {
      for (const [pool, { totalCount, idleCount }] of Object.entries(pools)) {
        this.set({ pool, state: "idle" }, idleCount);
        this.set({ pool, state: "used" }, totalCount - idleCount);
      }
    },
  });
  new Gauge({
    name: "ino_database_connections_limit",
    help: "How many connections a pool opens at most",
    labelNames: ["pool"],
    registers: [register],
    collect() {
      for (const [pool, { options }] of Object.entries(pools)) this.set({ pool }, options.max);
    },
  });
  new Gauge({
    name: "ino_database_connections_waited_for",
    help: "Statements and transactions that wait for a connection of a pool",
    labelNames: ["pool"],
    registers: [register],
    collect() {
      for (const [pool, { waitingCount }] of Object.entries(pools)) this.set({ pool }, waitingCount);
    },
  });
}
