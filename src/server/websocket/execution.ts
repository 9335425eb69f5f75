import { execute, locatedError, type ExecutionArgs, type ExecutionResult } from "graphql";
import { chargeServiceTime } from "../../core/budget/charge.js";
import { Fault } from "../../core/errors/fault.js";
import { limits } from "../../core/graphql/limits.js";
import type { Sink, Subscriber } from "../../core/subscriptions/subscriber.js";
import type { SubscriptionDefinition } from "../../core/subscriptions/subscription-definition.js";
import type { SubscriptionHub } from "../../core/subscriptions/subscription-hub.js";
import { subscriptionOperation, type SubscriptionOperation } from "../../core/subscriptions/subscription-operation.js";
import type { Permit } from "../admission/permit.js";
import type { RequestMetrics } from "../operations/request-metrics.js";
import type { ServerContext } from "../operations/server-services.js";

/** The context of an operation on a WebSocket. */
export interface SocketContext extends ServerContext {
  /** Released once an answer is there, or a subscription has begun. */
  permit: Permit;
  /** Where the results of a subscription go. */
  sink: Sink;
  /** Counts what a subscription keeps in memory, in characters; false when that is too much for the socket. */
  keep: (size: number) => boolean;
  /** Called when the operation has ended; calling it again does nothing. */
  finish: () => void;
}

const contextOf = (args: ExecutionArgs): SocketContext => args.contextValue as SocketContext;

/** Executes a query or a mutation. */
export const executeOperation =
  (metrics: RequestMetrics) =>
  async (args: ExecutionArgs): Promise<ExecutionResult> => {
    const ctx = contextOf(args);
    const { permit, bill, finish } = ctx;
    const begun = performance.now();
    permit.runs(args.document, bill.charged?.cost ?? 1);
    try {
      return await execute(args);
    } finally {
      metrics.observeOperation(performance.now() - begun);
      chargeServiceTime(ctx, permit.release());
      finish();
    }
  };

/**
 * Starts a subscription. Its results go straight to the sink of the context, serialised once for all who get them; the
 * iterator returned yields nothing and ends when the subscription does.
 */
export const subscribeToHub =
  (hub: SubscriptionHub, definitions: ReadonlyMap<string, SubscriptionDefinition>) =>
  async (args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> => {
    const ctx = contextOf(args);
    try {
      const operation = subscriptionOperation(args, definitions, limits.coercionErrors);
      if (!("field" in operation)) {
        ctx.finish();
        return { errors: operation };
      }
      return await start(hub, operation, args);
    } finally {
      chargeServiceTime(ctx, ctx.permit.release());
    }
  };

async function start(
  hub: SubscriptionHub,
  operation: SubscriptionOperation,
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const ctx = contextOf(args);
  try {
    if (!ctx.keep(operation.size)) throw keepsTooMuch();
    const subscriber = await hub.subscribe(ctx, operation, ctx.sink);
    // The library keeps the arguments for as long as the subscription runs, which needs none of them any more.
    Object.assign(args, { contextValue: null, document: operation.execution.document, variableValues: null });
    return new RunningSubscription(subscriber, hub, ctx.finish);
  } catch (error) {
    ctx.finish();
    return { errors: [locatedError(error, undefined, [operation.responseKey])] };
  }
}

const keepsTooMuch = (): Fault =>
  new Fault("TOO_MANY_OPERATIONS", "The subscriptions on this socket are too large together: end one first.");

/** A running subscription, as the iterator of results that graphql-ws expects: it yields no result and only ends. */
class RunningSubscription implements AsyncIterableIterator<ExecutionResult> {
  constructor(
    readonly subscriber: Subscriber,
    readonly hub: SubscriptionHub,
    readonly finish: () => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorReturnResult<undefined>> {
    return new Promise((resolve, reject) => {
      this.subscriber.whenEnded((fault) => {
        this.finish();
        if (fault === null) resolve({ done: true, value: undefined });
        // graphql-ws sends whatever is thrown as an error.
        else reject(fault);
      });
    });
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.hub.leave(this.subscriber);
    // At once: the client may reuse the id in the same tick.
    this.finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(): Promise<IteratorReturnResult<undefined>> {
    return this.return();
  }
}
