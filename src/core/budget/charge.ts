import { getOperationAST, GraphQLError, Kind, type DocumentNode, type SelectionSetNode } from "graphql";
import { isUnavailable } from "../database/failures.js";
import { Fault } from "../errors/fault.js";
import { unavailable } from "../errors/refusals.js";
import type { OperationCost } from "../graphql/operation-cost.js";
import type { BudgetContext, BudgetServices, Chargeable } from "./budget.services.js";
import type { Budget } from "./budgets.js";
import { payerOf, type Payer, type PayerContext } from "./payer.js";

/** An operation that passed validation, and what it may take, see `operationCost`. */
export interface ChargedOperation extends OperationCost {
  document: DocumentNode;
  operationName: string | undefined;
}

/**
 * Takes the operation's cost from the caller's budget before any of it runs: 1, 1 for each object the answer may hold,
 * and what its expected service time costs. Returns the error when the operation may not run.
 */
export async function charge(
  ctx: BudgetContext,
  { document, operationName, objects, serviceTimeMs }: ChargedOperation,
): Promise<GraphQLError | undefined> {
  const payer = payerOf(ctx);
  const least = 1 + (onlyIntrospects(document, operationName) ? 0 : objects);
  const cost = least + costOfTime(ctx, serviceTimeMs);
  if (cost > payer.limit)
    return new Fault(
      "OPERATION_TOO_COSTLY",
      `The operation costs ${cost}, more than the budget of a whole minute, which is ${payer.limit}. Ask for smaller pages.`,
    );
  const refused = await spend(ctx, payer, cost);
  if (!refused) ctx.bill.charged = { cost, least, atMs: performance.now(), isSettled: false };
  return refused;
}

/**
 * Charges an operation once more, as for each event of a replay; returns the error when the budget does not cover it.
 */
export const chargeAgain = (ctx: BudgetContext): Promise<GraphQLError | undefined> =>
  spend(ctx, payerOf(ctx), ctx.bill.charged?.cost ?? 1);

/**
 * Charges the service time that an operation took, in milliseconds, instead of the time that it was expected to take; at
 * least what its objects cost. Also for one that was refused, or never charged. Does not wait.
 */
export function chargeServiceTime(ctx: PayerContext & Partial<Chargeable>, serviceTimeMs: number): void {
  const charged = ctx.bill?.charged ?? { cost: 0, least: 0, atMs: 0, isSettled: false };
  if (charged.isSettled) return;
  charged.isSettled = true;
  const { cost, least, atMs } = charged;
  const due = Math.max(least, costOfTime(ctx, serviceTimeMs));
  if (due > cost) ctx.budgets.debitUpTo(payerOf(ctx), due - cost);
  else ctx.budgets.credit(payerOf(ctx), cost - due, atMs);
}

const costOfTime = ({ budgets }: Pick<BudgetServices, "budgets">, serviceTimeMs: number): number =>
  Math.ceil((serviceTimeMs * budgets.limits.second) / 1_000);

/** The error for a caller who has nothing left to spend in this minute, as far as this process knows. */
export function refuseExhausted(ctx: PayerContext): Fault | undefined {
  const payer = payerOf(ctx);
  const exhausted = ctx.budgets.exhausted(payer);
  if (!exhausted) return undefined;
  return rateLimited(`Nothing is left of the budget of ${payer.limit} a minute`, exhausted);
}

/** Takes the cost of a refusal from the caller's budget, or what is left of it: the refusal is the answer anyway. */
export async function chargeRefusal(ctx: PayerContext, cost: number): Promise<void> {
  await ctx.budgets.spendUpTo(payerOf(ctx), cost).catch((error: unknown) => {
    if (!isUnavailable(error)) throw error;
  });
}

async function spend(ctx: BudgetContext, payer: Payer, cost: number): Promise<GraphQLError | undefined> {
  try {
    const spent = await ctx.budgets.spend(payer, cost);
    if (!spent) return undefined;
    return notCovered(payer, cost, spent);
  } catch (error) {
    return isUnavailable(error)
      ? unavailable({ retryAfterSeconds: 1 })
      : new GraphQLError("The budget could not be charged.", { originalError: error as Error });
  }
}

/** Charges a delivery to whoever subscribed, without waiting; the error when their budget does not cover it. */
export const chargeDelivery = ({ budgets }: BudgetServices, { payer, cost }: Billing): Fault | null => {
  const spent = budgets.debit(payer, cost);
  return spent && notCovered(payer, cost, spent);
};

/**
 * Charges the service time of a delivery, in milliseconds, in equal parts to those who were charged for it, as far as it
 * is more than that. Does not wait.
 */
export function chargeDeliveryTime({ budgets }: BudgetServices, billings: Billing[], serviceTimeMs: number): void {
  const due = costOfTime({ budgets }, serviceTimeMs / billings.length);
  for (const { payer, cost } of billings) if (due > cost) budgets.debitUpTo(payer, due - cost);
}

/** Whose budget each delivery of a subscription is taken from, and how much. */
export interface Billing {
  payer: Payer;
  cost: number;
}

export const billingOf = (ctx: BudgetContext): Billing => ({ payer: payerOf(ctx), cost: ctx.bill.charged?.cost ?? 1 });

const notCovered = ({ limit }: Payer, cost: number, budget: Budget): Fault =>
  rateLimited(
    `The operation costs ${cost}, and of the budget of ${limit} a minute ${budget.remaining} is left`,
    budget,
  );

const rateLimited = (reason: string, { resetAt, retryAfterSeconds }: Budget): Fault =>
  new Fault("RATE_LIMITED", `${reason}: ask again at ${resetAt.toISOString()}.`, { retryAfterSeconds });

/** Such an answer is the same for all, and holds nothing of the database. */
function onlyIntrospects(document: DocumentNode, operationName: string | undefined): boolean {
  const isMeta = ({ selections }: SelectionSetNode): boolean =>
    selections.every((node) => {
      if (node.kind === Kind.FIELD) return node.name.value.startsWith("__");
      if (node.kind === Kind.INLINE_FRAGMENT) return isMeta(node.selectionSet);
      const fragment = document.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION && isMeta(fragment.selectionSet);
    });
  const operation = getOperationAST(document, operationName);
  return operation != null && isMeta(operation.selectionSet);
}
