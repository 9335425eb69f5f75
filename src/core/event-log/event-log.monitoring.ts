import type { Gauge } from "../metrics/gauge.js";
import type { ReadinessCheck } from "../metrics/readiness-check.js";
import type { EventLogReader } from "./event-log-reader.js";
import { logLag } from "./log-lag.js";
import type { Projection } from "./projection.js";

const maxLagMs = 5_000;

export const eventLogReadiness =
  (events: EventLogReader): ReadinessCheck =>
  () =>
    events.lagMs > maxLagMs ? "the event log cannot be read" : null;

export const projectionReadiness =
  (projections: readonly Projection[]): ReadinessCheck =>
  () =>
    projections.every(({ isReady }) => isReady) ? null : "the network is still being read";

export function eventLogGauges(events: EventLogReader): Gauge[] {
  const lag = logLag(events);
  return [
    { name: "ino_event_position", help: "Position of the last event read", value: () => events.head },
    {
      name: "ino_event_lag_seconds",
      help: "Seconds since the event log was last read to its end",
      value: () => events.lagMs / 1_000,
    },
    {
      name: "ino_event_unread",
      help: "Committed events not read yet; 10000 for that many or more",
      value: async () => (await lag()).unread,
    },
    {
      name: "ino_event_lock_seconds",
      help: "Age of the transaction that holds the event log's lock, for which others wait that announce something; 0 when none does",
      value: async () => (await lag()).lockSeconds,
    },
  ];
}
