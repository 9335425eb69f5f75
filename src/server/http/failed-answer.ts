import type { FormattedExecutionResult } from "graphql";
import type { FaultCode } from "../../core/errors/fault.js";

/** Whether an answer has no value at all, because of errors with this code alone. */
export function hasFailedWith(code: FaultCode, { data, errors = [] }: FormattedExecutionResult): boolean {
  const failed = new Set(errors.map(({ path }) => path?.[0]));
  const hasValue = Object.entries(data ?? {}).some(([field, value]) => value !== null || !failed.has(field));
  return errors.length > 0 && !hasValue && errors.every(({ extensions }) => extensions?.code === code);
}
