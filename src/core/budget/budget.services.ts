import type { Context } from "../graphql/context.js";
import type { Budgets } from "./budgets.js";

export interface BudgetServices {
  budgets: Budgets;
}

export type BudgetContext = Context & BudgetServices;
