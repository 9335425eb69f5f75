import type { BudgetServices } from "../budget/budget.services.js";
import type { CoreServices } from "../graphql/context.js";

/** What the delivery of events needs: replays are charged to the subscriber's budget. */
export type HubServices = CoreServices & BudgetServices;
