import { Counter, Gauge, type Registry } from "prom-client";
import type { Connection } from "../database/database.js";
import type { DeliveryState } from "./delivery-state.js";
import { outboxState } from "./outbox.js";

/** Registers the mails that this process has sent or failed to send, and those of the network that wait. */
export function registerMailMetrics(register: Registry, db: Connection, deliveries: DeliveryState): void {
  const counter = (name: string, help: string, value: () => number): void => {
    new Counter({
      ...{ name, help, registers: [register] },
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  };
  counter("ino_mails_sent_total", "Mails that this process has sent", () => deliveries.sent);
  counter("ino_mails_failed_total", "Attempts of this process to send a mail that failed", () => deliveries.failed);
  counter("ino_mails_dropped_total", "Mails that could not be sent for a day", () => deliveries.dropped);
  new Gauge({
    name: "ino_mails_failing",
    help: "1 while this process cannot send any mail, from a failed attempt until one that succeeds",
    registers: [register],
    collect() {
      this.set(deliveries.isFailing ? 1 : 0);
    },
  });
  const oldest = new Gauge({
    name: "ino_mails_oldest_seconds",
    help: "How long the oldest mail waits, of all processes",
    registers: [register],
  });
  new Gauge({
    name: "ino_mails",
    help: "Mails of all processes that are not sent yet: all that wait, those of them that failed before, those held after a restore",
    labelNames: ["state"],
    registers: [register],
    async collect() {
      // The other figures are there without a database, too.
      const { waiting, failed, held, oldestSeconds } = await outboxState(db).catch(() => unknown);
      this.set({ state: "waiting" }, waiting);
      this.set({ state: "failed" }, failed);
      this.set({ state: "held" }, held);
      oldest.set(oldestSeconds);
    },
  });
}

const unknown = { waiting: NaN, failed: NaN, held: NaN, oldestSeconds: NaN };
