import { collectDefaultMetrics, Registry } from "prom-client";
import sql from "sql-template-tag";
import type { Database } from "../core/database/database.js";
import { registerPoolMetrics } from "../core/database/pool-metrics.js";
import { eventLogGauges, eventLogReadiness, projectionReadiness } from "../core/event-log/event-log.monitoring.js";
import { registerJobMetrics } from "../core/jobs/job-metrics.js";
import { registerMailMetrics } from "../core/mail/mail-metrics.js";
import type { Mailer } from "../core/mail/mailer.js";
import { registerGauges } from "../core/metrics/gauge.js";
import type { ReadinessCheck } from "../core/metrics/readiness-check.js";
import { deliveryReadiness, subscriptionGauges } from "../core/subscriptions/subscription-hub.monitoring.js";
import { modules } from "./modules.js";
import type { Services } from "./services.js";

/** What `/metrics` reports: the process, the core, and what each domain declares. */
export function metricsOf(services: Services, mailer: Mailer): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  registerGauges(register, [
    {
      name: "ino_database_writable",
      help: "1 when the database can write, 0 from the first statement that finds its disk full until there is room",
      value: async () => ((await services.database.writes.problem()) === null ? 1 : 0),
    },
    ...eventLogGauges(services.events),
    ...subscriptionGauges(services.subscriptions),
    ...modules.flatMap((module) => module.gauges?.(services) ?? []),
  ]);
  registerJobMetrics(register, services.jobs);
  registerPoolMetrics(register, services.database);
  registerMailMetrics(register, services.database.backgroundReads, mailer.deliveries);
  services.errorCounts.register(register);
  return register;
}

/** What `/readyz` checks, in this order; its answer is the first reason. */
export const readinessChecksOf = (services: Services): ReadinessCheck[] => [
  databaseReadiness(services.database),
  eventLogReadiness(services.events),
  deliveryReadiness(services.subscriptions),
  projectionReadiness(modules.flatMap((module) => module.projections?.(services) ?? [])),
];

function databaseReadiness(database: Database): ReadinessCheck {
  return () =>
    database.reads.query(sql`SELECT 1`).then(
      () => null,
      () => "the database cannot be reached",
    );
}
