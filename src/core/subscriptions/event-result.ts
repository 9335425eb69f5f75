import { execute } from "graphql";
import type { Context } from "../graphql/context.js";
import { formatError, isInternal } from "../graphql/format-error.js";
import { formatErrors } from "../graphql/format-errors.js";
import type { LoggedEvent } from "../event-log/events.js";
import type { SubscriptionOperation } from "./subscription-operation.js";

/**
 * The result of an operation for an event, for the caller of the context, as JSON; null when there is none. Throws
 * internal errors: a partial result would be a gap that nobody notices.
 */
export async function resultOf(
  ctx: Context,
  { execution, field, args }: SubscriptionOperation,
  event: LoggedEvent,
): Promise<string | null> {
  const rootValue = await field.resolvePayload(ctx, event, args);
  if (rootValue === null) return null;
  const result = await execute({ ...execution, rootValue, contextValue: ctx });
  const fault = result.errors?.find((error) => isInternal(formatError(error.toJSON(), error, ctx.hidesSchema)));
  if (fault) throw fault;
  const { data, errors } = result;
  return JSON.stringify(errors ? { data, errors: formatErrors(errors, ctx) } : { data });
}
