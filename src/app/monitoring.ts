import { collectDefaultMetrics, Registry } from "prom-client";
import { databaseReadiness } from "../core/database/database.monitoring.js";
import { eventLogGauges, eventLogReadiness, projectionReadiness } from "../core/event-log/event-log.monitoring.js";
import { registerGauges } from "../core/metrics/gauge.js";
import type { ReadinessCheck } from "../core/metrics/readiness-check.js";
import { deliveryReadiness, subscriptionGauges } from "../core/subscriptions/subscription-hub.monitoring.js";
import { exposureGauges } from "../domains/impressions/exposure.monitoring.js";
import { matchmakingGauges } from "../domains/matchmaking/matchmaking.monitoring.js";
import { notifierGauges } from "../domains/notifications/notifier.monitoring.js";
import type { Services } from "./services.js";

/** What `/metrics` reports: the process, and what each part of the service declares. */
export function metricsOf(services: Services): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  registerGauges(register, [
    ...eventLogGauges(services.events),
    ...subscriptionGauges(services.subscriptions),
    ...notifierGauges(services.notifier),
    ...exposureGauges(services.exposure),
    ...matchmakingGauges(services),
  ]);
  return register;
}

/** What `/readyz` checks, in this order; its answer is the first reason. */
export const readinessChecksOf = (services: Services): ReadinessCheck[] => [
  databaseReadiness(services.database),
  eventLogReadiness(services.events),
  deliveryReadiness(services.subscriptions),
  projectionReadiness([services.interests, services.memberGraph, services.ranker].map(({ projection }) => projection)),
];
