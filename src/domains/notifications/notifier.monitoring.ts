import type { Gauge } from "../../core/metrics/gauge.js";
import type { Notifier } from "./notifier.js";

export const notifierGauges = (notifier: Notifier): Gauge[] => [
  {
    name: "ino_notifications_failures",
    help: "How often in a row this process could not make the notifications that are due; 0 while all is well",
    value: () => notifier.failures,
  },
];
