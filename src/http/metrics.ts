import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Services } from "../graphql/context.js";

/** `/metrics` in the text format of Prometheus: the process, the event log's reader and the interest index. Nothing of anybody. */
export function serveMetrics(app: FastifyInstance, { events, interests }: Services): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const tell = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [register],
      collect() {
        this.set(value());
      },
    });
  };
  tell("ino_event_position", "Position of the last event read", () => events.head);
  tell("ino_event_lag_seconds", "Seconds since the event log was last read to its end", () => events.lagMs / 1_000);
  tell("ino_event_followers", "Readers of the event log in this process", () => events.handlerCount);
  tell("ino_interest_index_ready", "1 once the interest index can answer", () => Number(interests.isReady));
  tell("ino_interest_index_bytes", "Bytes of the interest index", () => interests.bytes);
  tell("ino_interest_index_members", "Members in the interest index", () =>
    interests.isReady ? interests.store.memberCount : 0,
  );
  tell("ino_interest_index_interests", "Interests in the interest index", () =>
    interests.isReady ? interests.store.interestCount : 0,
  );
  tell("ino_interest_index_checks", "Rankings compared with the database's", () => interests.checks);
  tell("ino_interest_index_mismatches", "Rankings that were not the database's", () => interests.mismatches);
  app.get("/metrics", async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
}
