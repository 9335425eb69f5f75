import type { BudgetServices } from "../core/budget/budget.services.js";
import type { CoreServices } from "../core/graphql/context.js";
import type { JobRunner } from "../core/jobs/job-runner.js";
import type { SubscriptionHub } from "../core/subscriptions/subscription-hub.js";
import type { ModuleServices } from "./modules.js";

/** All that lives as long as the process. */
export type Services = CoreServices &
  BudgetServices &
  ModuleServices & {
    /** The subscriptions under way in this process. */
    subscriptions: SubscriptionHub;
    /** The periodic jobs of this process. */
    jobs: JobRunner;
  };
