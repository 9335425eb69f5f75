import type { BudgetServices, Chargeable } from "../../core/budget/budget.services.js";
import type { Context, CoreServices } from "../../core/graphql/context.js";
import type { SubscriptionHub } from "../../core/subscriptions/subscription-hub.js";
import type { IdentityServices } from "../../domains/identity/identity.services.js";

/** The services that the server itself uses. Composition passes all there are, and every context carries them. */
export type ServerServices = CoreServices &
  BudgetServices &
  IdentityServices & {
    /** The subscriptions under way in this process. */
    subscriptions: SubscriptionHub;
  };

/** The context of a request. */
export type ServerContext = ServerServices & Context & Chargeable;
