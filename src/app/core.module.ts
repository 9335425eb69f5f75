import sql from "sql-template-tag";
import type { DomainModule } from "../domains/domain-module.js";
import { EventLog1764000000006 } from "../../migrations/1764000000006-event-log.js";
import { CostBudget1764000000010 } from "../../migrations/1764000000010-cost-budget.js";
import { EventPartitions1764000000023 } from "../../migrations/1764000000023-event-partitions.js";
import { EventTopics1764000000025 } from "../../migrations/1764000000025-event-topics.js";
import { LeakyBuckets1764000000031 } from "../../migrations/1764000000031-leaky-buckets.js";
import { IdempotencyKeys1764000000034 } from "../../migrations/1764000000034-idempotency-keys.js";
import { networkPolicy } from "../core/access/policy.js";
import { CostBudget } from "../core/budget/cost-budget.entity.js";
import { RateLimitResolver } from "../core/budget/rate-limit.resolver.js";
import { commonErrors } from "../core/errors/user-error-code.js";
import { EventPosition1764000000027 } from "../../migrations/1764000000027-event-position.js";
import { PlainUserError, StaleVersionError, TryAgainError } from "../core/errors/user-error.js";
import { EventLogStart } from "../core/event-log/event-log-start.entity.js";
import { Event } from "../core/event-log/event.entity.js";
import { NodeResolver } from "../core/graphql/node.resolver.js";
import { IdempotencyKey } from "../core/idempotency/idempotency-key.entity.js";
import { deleteOldKeys } from "../core/idempotency/once.js";
import { holdMails } from "../core/mail/outbox.js";
import { LeakyBucket } from "../core/rate-limits/leaky-bucket.entity.js";
import { deleteEmptyBuckets } from "../core/rate-limits/leaky-buckets.js";
import { Outbox } from "../core/mail/outbox.entity.js";
import { corePersonalData } from "./core.personal-data.js";

/** What the core itself gives the service, in the form of a domain. */
export const coreModule = {
  name: "core",
  entities: [CostBudget, IdempotencyKey, LeakyBucket, Outbox, EventLogStart, Event],
  migrations: [
    EventLog1764000000006,
    CostBudget1764000000010,
    EventPartitions1764000000023,
    EventTopics1764000000025,
    EventPosition1764000000027,
    LeakyBuckets1764000000031,
    IdempotencyKeys1764000000034,
  ],
  resolvers: [NodeResolver, RateLimitResolver],
  orphanedTypes: [PlainUserError, StaleVersionError, TryAgainError],
  personalData: corePersonalData,
  userErrors: commonErrors,
  policy: networkPolicy,
  // Some were sent after the backup, and some are about what is no longer so.
  restored: ({ db }) => holdMails(db),
  // What was spent in minutes that do not count any longer, what has leaked out, and keys of two days ago.
  retention: [
    sql`DELETE FROM cost_budget WHERE minute < now() - interval '5 minutes'`,
    deleteEmptyBuckets,
    deleteOldKeys,
  ],
} satisfies DomainModule;
