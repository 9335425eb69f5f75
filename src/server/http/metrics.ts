import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Services } from "../../app/services.js";
import { logLag } from "../../core/event-log/log-lag.js";

/** `/metrics` in the text format of Prometheus: the process, the event log's reader, notifications, the interest index and suggestions. Nothing of anybody. */
export function serveMetrics(
  app: FastifyInstance,
  { events, subscriptions, notifier, interests, memberGraph, ranker, exposure, suggestionCounts }: Services,
): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const tell = (name: string, help: string, value: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [register],
      async collect() {
        this.set(await value());
      },
    });
  };
  tell("ino_event_position", "Position of the last event read", () => events.head);
  tell("ino_event_lag_seconds", "Seconds since the event log was last read to its end", () => events.lagMs / 1_000);
  const lag = logLag(events);
  tell(
    "ino_event_unread",
    "Committed events not read yet; 10000 for that many or more",
    async () => (await lag()).unread,
  );
  tell(
    "ino_event_lock_seconds",
    "Age of the transaction that holds the event log's lock, for which others wait that announce something; 0 when none does",
    async () => (await lag()).lockSeconds,
  );
  tell(
    "ino_live_undelivered",
    "Events that this process has read and not yet delivered to its subscriptions",
    () => subscriptions.backlog.events,
  );
  tell(
    "ino_live_delivery_lag_seconds",
    "Seconds since the oldest of those was read; 0 when there is none",
    () => subscriptions.backlog.seconds,
  );
  tell(
    "ino_live_alone_waiting",
    "How many times subscribers are still to be told alone who are not told the same as others",
    () => subscriptions.backlog.alone,
  );
  tell("ino_live_subscriptions", "Subscriptions under way in this process", () => subscriptions.subscriberCount);
  tell("ino_live_groups", "Groups of subscriptions that are told the same", () => subscriptions.groupCount);
  tell(
    "ino_notifications_failures",
    "How often in a row this process could not make the notifications that are due; 0 while all is well",
    () => notifier.failures,
  );
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
  tell(
    "ino_suggestion_exposure_gini",
    "How unevenly members were shown as suggestions in 30 days: 0 is alike, 1 the most uneven",
    () => exposure.gini,
  );
  tell(
    "ino_suggestion_exposure_capped",
    "Members shown to so many that their suggestions are discounted",
    () => exposure.capped,
  );
  tell("ino_suggestions_given", "Suggestions given to members since the start", () => suggestionCounts.given);
  tell(
    "ino_suggestions_fresh",
    "Those of them from another organisation and beyond two collaborations",
    () => suggestionCounts.fresh,
  );
  tell("ino_ranker_version", "Version of the learned ranking in use; 0 before any training", () => ranker.version);
  tell("ino_ties_bytes", "Bytes of what ties members together", () => memberGraph.graph.bytes);
  app.get("/metrics", async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
}
