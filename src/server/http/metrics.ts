import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";

/** `/metrics` in the text format of Prometheus; no personal data. */
export function serveMetrics(app: FastifyInstance, register: Registry): void {
  app.get("/metrics", async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
}
