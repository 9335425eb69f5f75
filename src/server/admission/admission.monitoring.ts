import type { Gauge } from "../../core/metrics/gauge.js";
import type { Admission } from "./admission.js";

export const admissionGauges = (admission: Admission): Gauge[] => [
  {
    name: "ino_admission_limit",
    help: "How many operations may run at a time in this process, adapted to their latencies",
    value: () => admission.limit,
  },
  { name: "ino_admission_in_flight", help: "Operations that run", value: () => admission.inFlight },
  { name: "ino_admission_waiting", help: "Operations that wait for a permit", value: () => admission.waiting },
  {
    name: "ino_admission_shed_total",
    help: "Operations refused as the service was overloaded, since the start of the process",
    value: () => admission.shed,
  },
];
