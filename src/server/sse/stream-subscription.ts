import type { RequestParams } from "graphql-sse";
import { OperationTypeNode, type ExecutionResult, type GraphQLError } from "graphql";
import { Fault } from "../../core/errors/fault.js";
import type { Context } from "../../core/graphql/context.js";
import { formatErrors } from "../../core/graphql/format-errors.js";
import { limits } from "../../core/graphql/limits.js";
import { refusesCursor } from "../../core/subscriptions/resume-fault.js";
import type { SubscriptionDefinition } from "../../core/subscriptions/subscription-definition.js";
import type { SubscriptionHub } from "../../core/subscriptions/subscription-hub.js";
import { subscriptionOperation } from "../../core/subscriptions/subscription-operation.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import { asGraphQLError, type OperationPreparer } from "../operations/prepare.js";
import type { ServerContext } from "../operations/server-services.js";
import type { EventStreamSink, StreamResult } from "./event-stream-sink.js";

export interface StreamContext {
  ctx: ServerContext;
  sink: EventStreamSink;
  /** The cursor in the header `Last-Event-ID`. */
  lastEventId: string | undefined;
}

/** The results of an operation, as graphql-sse expects them. */
type Results = AsyncGenerator<ExecutionResult<Record<string, unknown>, Record<string, unknown>>>;

export interface StreamSubscriptionOptions {
  preparer: OperationPreparer;
  hub: SubscriptionHub;
  subscriptionDefinitions: ReadonlyMap<string, SubscriptionDefinition>;
  anonymous: AnonymousLimits;
}

/**
 * Starts the subscription of a stream. Its events go straight to the sink; the results returned are the last one: the
 * errors that refuse the subscription or end it.
 */
export function streamSubscription({ preparer, hub, subscriptionDefinitions, anonymous }: StreamSubscriptionOptions) {
  const subscribe = async ({ ctx, sink, lastEventId }: StreamContext, params: RequestParams): Promise<Results> => {
    const prepared = await preparer.prepare(params, {
      payer: ctx,
      checkOperation: (operation) => {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
          return new Fault("BAD_USER_INPUT", "Only subscriptions are streamed: send this to /graphql.");
        const acquired = anonymous.acquire(ctx, operation);
        if (typeof acquired !== "function") return acquired;
        if (sink.isOpen) sink.once("close", acquired);
        else acquired();
        return undefined;
      },
      createContext: () => ctx,
    });
    if (!("document" in prepared)) return only(failed(prepared, ctx));
    // Without the context, which the hub would keep with the operation.
    const execution = { ...prepared, contextValue: null };
    const operation = subscriptionOperation(execution, subscriptionDefinitions, limits.coercionErrors);
    if (!("field" in operation)) return only(failed(operation, ctx));
    if (lastEventId) operation.after = lastEventId;
    const subscriber = await hub.subscribe(ctx, operation, sink);
    sink.startAt(subscriber.cursor);
    sink.onDisconnect(() => hub.leave(subscriber));
    subscriber.whenEnded((fault) => sink.end(fault === null ? undefined : failed([fault], ctx)));
    return sink.results() as Results;
  };

  return (context: StreamContext, params: RequestParams): Promise<Results> =>
    subscribe(context, params).catch((error: unknown) => {
      const fault = asGraphQLError(error);
      if (refusesCursor(fault)) context.sink.forgetCursor();
      return only(failed([fault], context.ctx));
    });
}

// eslint-disable-next-line @typescript-eslint/require-await -- graphql-sse expects a generator
async function* only(result: StreamResult): Results {
  yield result as never;
}

const failed = (
  errors: readonly GraphQLError[],
  ctx: Pick<Context, "log" | "requestId" | "errorCounts" | "hidesSchema">,
): StreamResult => ({
  errors: formatErrors(errors, ctx),
});
