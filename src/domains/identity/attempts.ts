import { addressGroup } from "../../core/rate-limits/address-group.js";
import { Rejection, rejectUntil } from "../../core/errors/user-error.js";
import type { Connection } from "../../core/database/database.js";
import type { Context, TransactionContext } from "../../core/graphql/context.js";
import { addDrops, readLevel } from "../../core/rate-limits/leaky-buckets.js";
import { identityWording } from "./identity.wording.js";

const minuteMs = 60_000;
/** Maximum attempts on one account at once, and then a minute. */
const maxToOneAccount = 5;

/**
 * Counts an attempt under `key` across all processes; rejects with TRY_AGAIN when there were more than `atMost` lately.
 * Aliased fields of one request count separately.
 */
export async function throttle(
  ctx: Context,
  key: string,
  atMost: number,
  db: Connection = ctx.database,
): Promise<void> {
  const [attempts] = await addDrops(db, [{ key, size: atMost, periodMs: minuteMs }]);
  if (attempts!.overflowed) rejectUntil(attempts!.retryAfterSeconds, identityWording.tooManyAttempts(atMost));
}

/** Counts an attempt at the operation `what` on one account, by its holder, or with what its holder alone has. */
export const throttleByAccount = (ctx: Context, what: string): Promise<void> => throttle(ctx, what, maxToOneAccount);

/**
 * Counts an attempt that anybody can make on an account, whether or not it exists: by the client address as well, so
 * that strangers elsewhere do not use up what the holder has.
 */
export const throttleByAccountAndAddress = (ctx: Context, what: string): Promise<void> =>
  throttle(ctx, fromAddress(ctx, what), maxToOneAccount);

/** Counts an attempt by the client address, which may be that of an office or a workshop. */
export const throttleByAddress = (ctx: Context, what: string): Promise<void> =>
  throttle(ctx, fromAddress(ctx, what), ctx.addressLimits.signUps);

/**
 * The result of `useLink`, which uses a mailed link. Rejects with TRY_AGAIN when too many links from the client address
 * did not work lately; those that work do not count, however many they are.
 */
export async function throttleFailedLinks<T>(ctx: Context, useLink: () => Promise<T>): Promise<T> {
  const { failures } = ctx.addressLimits;
  const bucket = { key: fromAddress(ctx, "failed link"), size: failures, periodMs: minuteMs };
  const failed = await readLevel(ctx.database, bucket);
  if (failed.overflowed) rejectUntil(failed.retryAfterSeconds, identityWording.tooManyFailedLinks(failures));
  try {
    return await useLink();
  } catch (error) {
    if (error instanceof Rejection && error.has("INVALID_TOKEN")) await addDrops(ctx.database, [bucket]);
    throw error;
  }
}

/** The same for what is only counted if the transaction is committed. */
export const throttleCommits = (tx: TransactionContext, what: string, atMost: number): Promise<void> =>
  throttle(tx, fromAddress(tx, what), atMost, tx.db);

const fromAddress = ({ client }: Context, what: string): string => `${what} from ${addressGroup(client.address)}`;
