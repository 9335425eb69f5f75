import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import { logLag } from "../../core/event-log/log-lag.js";
import type { ReadinessCheck } from "../../core/metrics/readiness-check.js";
import type { ServerServices } from "../operations/server-services.js";

/** `/metrics` in the text format of Prometheus; no personal data. */
export function serveMetrics(app: FastifyInstance, register: Registry): void {
  app.get("/metrics", async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
}

export interface HealthOptions {
  services: Pick<ServerServices, "database" | "events" | "subscriptions">;
  /** Made one after the other. */
  checks: readonly ReadinessCheck[];
  /** True once the process is about to stop. */
  isLeaving: () => boolean;
}

/**
 * `/healthz` answers that the process runs, `/readyz` that it can serve: 503 with the first reason while it cannot,
 * else how far it is behind the event log, in reading events and in delivering them. A database that cannot write is no
 * reason for 503: reads work, and every other process has the same database.
 */
export function serveHealth(app: FastifyInstance, { services, checks, isLeaving }: HealthOptions): void {
  const { database, events, subscriptions } = services;
  const lag = logLag(events);
  app.get("/healthz", () => ({ status: "ok" }));

  app.get("/readyz", async (_request, reply) => {
    if (isLeaving()) return reply.code(503).send({ status: "stopping" });
    for (const check of checks) {
      const reason = await check();
      if (reason !== null) return reply.code(503).send({ status: reason });
    }
    const { unread, lockSeconds } = await lag();
    const { events: undelivered, seconds: deliveryLagSeconds } = subscriptions.backlog;
    const log = { lagSeconds: events.lagMs / 1_000, unread, lockSeconds, undelivered, deliveryLagSeconds };
    const problem = await database.writes.problem();
    return problem === null ? { status: "ready", log } : { status: "not ready for writes", writes: problem, log };
  });
}
