import { execute, locatedError, type ExecutionArgs, type ExecutionResult } from "graphql";
import type { Context } from "../graphql/context.js";
import { limits } from "../graphql/limits.js";
import { liveFields } from "../live/fields.js";
import { liveOperation } from "../live/operation.js";
import type { Sink } from "../live/subscriber.js";

/** The context of an operation on a WebSocket, which is told when the operation has come to its end. */
export interface OperationContext extends Context {
  settled: () => void;
  /** Where the results of a subscription go. */
  sink: Sink;
}

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
  const operation = liveOperation(args, liveFields, limits.coercionErrors);
  if (!("field" in operation)) {
    ctx.settled();
    return { errors: operation };
  }
  const { node } = operation;
  try {
    const subscriber = await ctx.live.subscribe(ctx, operation, ctx.sink);
    const over = subscriber.ended.finally(() => ctx.settled());
    over.catch(() => undefined);
    const end = (): Promise<IteratorReturnResult<undefined>> => {
      ctx.live.leave(subscriber);
      // At once: the client may begin another in the same breath.
      ctx.settled();
      return Promise.resolve({ done: true, value: undefined });
    };
    const iterator: AsyncIterableIterator<ExecutionResult> = {
      [Symbol.asyncIterator]: () => iterator,
      next: () => over.then(end),
      return: end,
      throw: end,
    };
    return iterator;
  } catch (error) {
    ctx.settled();
    return { errors: [locatedError(error, node, [node.alias?.value ?? node.name.value])] };
  }
}
