import type { Context } from "../graphql/context.js";
import type { Budgets } from "./budgets.js";
import type { ServiceTime } from "./service-time.js";

export interface BudgetServices {
  budgets: Budgets;
  serviceTime: ServiceTime;
}

export type BudgetContext = Context & BudgetServices & Chargeable;

/** The part of a context that holds what its operation was charged. */
export interface Chargeable {
  /** An object of its own, as Apollo Server goes on with a copy of the context. */
  bill: Bill;
}

export interface Bill {
  /** Set once the operation is charged, before it runs. */
  charged?: {
    cost: number;
    /** The part of it that is for the request and its objects, however little time they take. */
    least: number;
    /** When, by the monotonic clock. */
    atMs: number;
    /** Whether the service time has been charged instead of what it was expected to be. */
    isSettled: boolean;
  };
}
