import type { Gauge } from "../metrics/gauge.js";
import type { ReadinessCheck } from "../metrics/readiness-check.js";
import type { SubscriptionHub } from "./subscription-hub.js";

const maxLagSeconds = 5;

export const deliveryReadiness =
  (hub: SubscriptionHub): ReadinessCheck =>
  () =>
    hub.backlog.seconds > maxLagSeconds ? "events cannot be delivered as fast as they come" : null;

export const subscriptionGauges = (hub: SubscriptionHub): Gauge[] => [
  {
    name: "ino_live_undelivered",
    help: "Events that this process has read and not yet delivered to its subscriptions",
    value: () => hub.backlog.events,
  },
  {
    name: "ino_live_delivery_lag_seconds",
    help: "Seconds since the oldest undelivered event was read; 0 when there is none",
    value: () => hub.backlog.seconds,
  },
  {
    name: "ino_live_alone_waiting",
    help: "Individual deliveries still to be made",
    value: () => hub.backlog.alone,
  },
  {
    name: "ino_live_queued_bytes",
    help: "Bytes of results that wait for subscribers which catch up or read slowly",
    value: () => hub.queuedBytes,
  },
  {
    name: "ino_live_subscriptions",
    help: "Open subscriptions of this process",
    value: () => hub.subscriberCount,
  },
  { name: "ino_live_groups", help: "Groups of subscriptions with the same results", value: () => hub.groupCount },
];
