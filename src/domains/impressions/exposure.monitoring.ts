import type { Gauge } from "../../core/metrics/gauge.js";
import type { Exposure } from "./exposure.js";

export const exposureGauges = (exposure: Exposure): Gauge[] => [
  {
    name: "ino_suggestion_exposure_gini",
    help: "How unevenly members were shown as suggestions in 30 days: 0 is alike, 1 the most uneven",
    value: () => exposure.gini,
  },
  {
    name: "ino_suggestion_exposure_capped",
    help: "Members shown to so many that their suggestions are discounted",
    value: () => exposure.capped,
  },
];
