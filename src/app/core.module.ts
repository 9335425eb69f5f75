import sql from "sql-template-tag";
import type { DomainModule } from "../domains/domain-module.js";
import { EventLog1764000000006 } from "../../migrations/1764000000006-event-log.js";
import { CostBudget1764000000010 } from "../../migrations/1764000000010-cost-budget.js";
import { EventPartitions1764000000023 } from "../../migrations/1764000000023-event-partitions.js";
import { EventTopics1764000000025 } from "../../migrations/1764000000025-event-topics.js";
import { networkPolicy } from "../core/access/policy.js";
import { CostBudget } from "../core/budget/cost-budget.entity.js";
import { RateLimitResolver } from "../core/budget/rate-limit.resolver.js";
import { commonErrors } from "../core/errors/user-error-code.js";
import { EventPosition1764000000027 } from "../../migrations/1764000000027-event-position.js";
import { PlainUserError, StaleVersionError } from "../core/errors/user-error.js";
import { EventLogStart } from "../core/event-log/event-log-start.entity.js";
import { Event } from "../core/event-log/event.entity.js";
import { NodeResolver } from "../core/graphql/node.resolver.js";
import { Outbox } from "../core/mail/outbox.entity.js";
import { corePersonalData } from "./core.personal-data.js";

/** What the core itself gives the service, in the form of a domain. */
export const coreModule = {
  name: "core",
  entities: [CostBudget, Outbox, EventLogStart, Event],
  migrations: [
    EventLog1764000000006,
    CostBudget1764000000010,
    EventPartitions1764000000023,
    EventTopics1764000000025,
    EventPosition1764000000027,
  ],
  resolvers: [NodeResolver, RateLimitResolver],
  orphanedTypes: [PlainUserError, StaleVersionError],
  personalData: corePersonalData,
  userErrors: commonErrors,
  policy: networkPolicy,
  // What was spent in minutes that do not count any longer.
  retention: [sql`DELETE FROM cost_budget WHERE minute < now() - interval '5 minutes'`],
} satisfies DomainModule;
