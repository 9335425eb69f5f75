import { execute, locatedError, type ExecutionArgs, type ExecutionResult } from "graphql";
import type { Services } from "../../app/services.js";
import type { Context } from "../../core/graphql/context.js";
import { limits } from "../../core/graphql/limits.js";
import { subscriptionDefinitions } from "../../app/contributions.js";
import { subscriptionOperation } from "../../core/subscriptions/subscription-operation.js";
import type { SubscriptionHub } from "../../core/subscriptions/subscription-hub.js";
import type { Sink, Subscriber } from "../../core/subscriptions/subscriber.js";

/** The context of an operation on a WebSocket, which is told when the operation has come to its end. */
export type OperationContext = Services &
  Context & {
    settled: () => void;
    /** Where the results of a subscription go. */
    sink: Sink;
  };

const contextOf = (args: ExecutionArgs): OperationContext => args.contextValue as OperationContext;

/** Executes a query or a mutation. */
export async function executeOnce(args: ExecutionArgs): Promise<ExecutionResult> {
  try {
    return await execute(args);
  } finally {
    contextOf(args).settled();
  }
}

/**
 * Begins a subscription. Its results go to the sink of the context as they come, the same text for all who get it; what is returned
 * yields nothing and ends when the subscription does.
 */
export async function subscribeLive(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const ctx = contextOf(args);
  const operation = subscriptionOperation(args, subscriptionDefinitions, limits.coercionErrors);
  if (!("field" in operation)) {
    ctx.settled();
    return { errors: operation };
  }
  const { node } = operation;
  try {
    const subscriber = await ctx.subscriptions.subscribe(ctx, operation, ctx.sink);
    // Kept by the library for as long as the subscription runs, which has no more use for its large context.
    args.contextValue = null;
    return new Running(subscriber, ctx.subscriptions, ctx.settled);
  } catch (error) {
    ctx.settled();
    return { errors: [locatedError(error, node, [node.alias?.value ?? node.name.value])] };
  }
}

/** A subscription under way, as the results that graphql-ws waits for: there are none, but an end. */
class Running implements AsyncIterableIterator<ExecutionResult> {
  constructor(
    readonly subscriber: Subscriber,
    readonly live: SubscriptionHub,
    readonly settled: () => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorReturnResult<undefined>> {
    return new Promise((resolve, reject) => {
      this.subscriber.whenEnded((fault) => {
        this.settled();
        if (fault === null) resolve({ done: true, value: undefined });
        // graphql-ws takes whatever is thrown for an error.
        else reject(fault);
      });
    });
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.live.leave(this.subscriber);
    // At once: the client may begin another in the same breath.
    this.settled();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(): Promise<IteratorReturnResult<undefined>> {
    return this.return();
  }
}
