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
  services: Pick<ServerServices, "events" | "subscriptions">;
  /** Made one after the other. */
  checks: readonly ReadinessCheck[];
  isStopping: () => boolean;
}

/**
 * `/healthz` answers that the process runs, `/readyz` that it can serve: 503 with the first reason while it cannot,
 * else how far it is behind the event log, in reading events and in delivering them.
 */
export function serveHealth(app: FastifyInstance, { services, checks, isStopping }: HealthOptions): void {
  const { events, subscriptions } = services;
  const lag = logLag(events);
  app.get("/healthz", () => ({ status: "ok" }));

  app.get("/readyz", async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: "stopping" });
    for (const check of checks) {
      const reason = await check();
      if (reason !== null) return reply.code(503).send({ status: reason });
    }
    const { unread, lockSeconds } = await lag();
    const { events: undelivered, seconds: deliveryLagSeconds } = subscriptions.backlog;
    const log = { lagSeconds: events.lagMs / 1_000, unread, lockSeconds, undelivered, deliveryLagSeconds };
    return { status: "ready", log };
  });
}
