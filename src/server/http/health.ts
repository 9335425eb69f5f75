import type { FastifyInstance } from "fastify";
import sql from "sql-template-tag";
import type { Services } from "../../app/services.js";
import { logLag } from "../../core/event-log/log-lag.js";

const maxLagMs = 5_000;

/** `/healthz` tells that the process runs, `/readyz` that it can serve: 503 with the reason while it cannot. Ready, it also tells how far it is behind the event log, in reading it and in delivering what it read. */
export function serveHealth(
  app: FastifyInstance,
  { database, events, subscriptions, interests, memberGraph, ranker }: Services,
  isStopping: () => boolean,
): void {
  const lag = logLag(events);
  app.get("/healthz", () => ({ status: "ok" }));

  app.get("/readyz", async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: "stopping" });
    try {
      await database.query(sql`SELECT 1`);
    } catch {
      return reply.code(503).send({ status: "the database cannot be reached" });
    }
    if (events.lagMs > maxLagMs) return reply.code(503).send({ status: "the event log cannot be read" });
    if (subscriptions.backlog.seconds > maxLagMs / 1_000)
      return reply.code(503).send({ status: "events cannot be delivered as fast as they come" });
    if (![interests, memberGraph, ranker].every(({ projection }) => projection.isReady))
      return reply.code(503).send({ status: "the network is still being read" });
    const { unread, lockSeconds } = await lag();
    const { events: undelivered, seconds: deliveryLagSeconds } = subscriptions.backlog;
    const log = { lagSeconds: events.lagMs / 1_000, unread, lockSeconds, undelivered, deliveryLagSeconds };
    return { status: "ready", log };
  });
}
