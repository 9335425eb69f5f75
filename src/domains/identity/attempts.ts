import { addressGroup } from "../../core/rate-limits/address-group.js";
import { rejectUntil } from "../../core/errors/user-error.js";
import type { Connection } from "../../core/database/database.js";
import type { Context, TransactionContext } from "../../core/graphql/context.js";
import { addDrops } from "../../core/rate-limits/leaky-buckets.js";

const minuteMs = 60_000;
/** Maximum attempts at once, and then a minute: on one account, and from one address on any account. */
const max = { toOneAccount: 5, fromOneAddress: 50 };

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
  if (attempts!.overflowed)
    rejectUntil(attempts!.retryAfterSeconds, `That is more than ${atMost} attempts in a minute`);
}

/** Counts an attempt at the operation `what` on one account, by its holder, or with what its holder alone has. */
export const throttleByAccount = (ctx: Context, what: string): Promise<void> => throttle(ctx, what, max.toOneAccount);

/**
 * Counts an attempt that anybody can make on an account, whether or not it exists: by the client address as well, so
 * that strangers elsewhere do not use up what the holder has.
 */
export const throttleByAccountAndAddress = (ctx: Context, what: string): Promise<void> =>
  throttle(ctx, fromAddress(ctx, what), max.toOneAccount);

/** Counts an attempt by the client address. */
export const throttleByAddress = (ctx: Context, what: string, atMost = max.fromOneAddress): Promise<void> =>
  throttle(ctx, fromAddress(ctx, what), atMost);

/** The same for what is only counted if the transaction is committed. */
export const throttleCommits = (tx: TransactionContext, what: string, atMost: number): Promise<void> =>
  throttle(tx, fromAddress(tx, what), atMost, tx.db);

const fromAddress = ({ client }: Context, what: string): string => `${what} from ${addressGroup(client.address)}`;
