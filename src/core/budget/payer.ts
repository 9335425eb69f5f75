import { addressGroup } from "../rate-limits/address-group.js";
import type { BudgetContext } from "./budget.services.js";

/** Whose budget a request is charged to. */
export interface Payer {
  key: string;
  /** Cost a minute. */
  limit: number;
}

/** The part of a context that decides whose budget a request is charged to. */
export type PayerContext = Pick<BudgetContext, "callerId" | "client" | "budgets">;

/** A member who is signed in, from whatever address; else all who share the address. */
export const payerOf = ({ callerId, client, budgets }: PayerContext): Payer =>
  callerId === null
    ? { key: `address:${addressGroup(client.address)}`, limit: budgets.limits.anonymous }
    : { key: `member:${callerId}`, limit: budgets.limits.member };
