import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from "graphql";
import type { Context } from "../graphql/context.js";
import { formatError, isInternal } from "../graphql/format-error.js";

/** The context of an operation on a WebSocket, which is told when the operation has come to its end. */
export interface OperationContext extends Context {
  settled: () => void;
}

const settled = (args: ExecutionArgs): void => (args.contextValue as OperationContext).settled();

/** Executes a query or a mutation. */
export async function executeOnce(args: ExecutionArgs): Promise<ExecutionResult> {
  try {
    return await execute(args);
  } finally {
    settled(args);
  }
}

/**
 * Executes a subscription. graphql-js would execute every event with the context of its beginning, whose loaders would answer
 * with what they read for the first one; here each event has loaders of its own. And an event that cannot be told for a fault
 * of the service ends the subscription with that fault: told half, it would be a gap that nobody notices.
 */
export async function executeEvents(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args).catch((error: unknown) => {
    settled(args);
    throw error;
  });
  if (!(Symbol.asyncIterator in source)) {
    settled(args);
    return source;
  }
  const events = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    settled(args);
    await events.return?.();
    return { done: true, value: undefined };
  };
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      try {
        const event = await events.next();
        if (event.done) return await end();
        const contextValue = { ...(args.contextValue as Context), loaders: new Map() };
        const value = await execute({ ...args, rootValue: event.value, contextValue });
        const fault = value.errors?.find((error) => isInternal(formatError(error.toJSON(), error)));
        if (fault) throw fault;
        return { done: false, value };
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: end,
    async throw(error: unknown) {
      await end();
      throw error;
    },
  };
  return results;
}
