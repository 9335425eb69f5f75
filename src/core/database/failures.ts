import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from "typeorm";

const lostConnection = /^(57P0[1-3]|08...|ECONNRESET|ECONNREFUSED|EPIPE)$/;
/** A serialisation failure or a deadlock: the transaction was rolled back, and may go through when it is repeated. */
const retryable = /^(40001|40P01)$/;
/**
 * Resources that are used up (the disk, memory, connections), a disk that fails, a cancelled statement, an idle
 * transaction that was ended, an address that does not answer.
 */
const overloaded = /^(53...|58...|57014|25P03|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/;
/** The disk of the database is full, or cannot be written to. */
const diskFailed = /^(53100|58030)$/;
const tookTooLong = /connection timeout|timeout exceeded when trying to connect|Query read timeout/;

const releasedErrors = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** The SQLSTATE of an error, or the code of the system; "" without one. */
export const codeOf = (error: unknown): string => {
  // What TypeORM says of a transaction whose connection ended between two statements.
  if (releasedErrors.some((kind) => error instanceof kind)) return "08006";
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message = "" } = (source ?? {}) as { code?: string; message?: string };
  if (code !== undefined) return code;
  // pg gives no code to a connection that ended while a query ran. What waited its time out is not to be waited for
  // again.
  return /^Connection terminated|not queryable/.test(message) && !tookTooLong.test(message) ? "08006" : "";
};

/** Whether the connection was lost, or could not be made: whether the statement was executed is not known. */
export const lostItsConnection = (error: unknown): boolean => lostConnection.test(codeOf(error));

/** Whether PostgreSQL rolled the transaction back because of another one. */
export const metAnotherTransaction = (error: unknown): boolean => retryable.test(codeOf(error));

/** Whether PostgreSQL could not write to its disk. */
export const foundDiskFull = (error: unknown): boolean => diskFailed.test(codeOf(error));

/** True when PostgreSQL cannot answer now, so that the same request may go through later. */
export const isUnavailable = (error: unknown): boolean =>
  [lostConnection, overloaded, retryable].some((codes) => codes.test(codeOf(error))) ||
  tookTooLong.test(String((error as Error | undefined)?.message));

/** True when the statement broke the named unique or foreign-key constraint. */
export const brokeConstraint = (error: unknown, constraint: string): boolean =>
  error instanceof QueryFailedError && (error.driverError as { constraint?: string }).constraint === constraint;
