import sql from "sql-template-tag";
import { addressGroup } from "../../core/budget/payer.js";
import type { Context } from "../../core/graphql/context.js";
import { reject } from "../../core/errors/user-error.js";
import { sha256 } from "../../core/sha256.js";

/** Maximum attempts a minute: on one account from anywhere, and from one address on any account. */
const max = { toOneAccount: 5, fromOneAddress: 50 };

/**
 * Counts an attempt under `key` across all processes; rejects with TRY_AGAIN when there were more than `atMost` in the
 * current minute. Aliased fields of one request count separately.
 */
export async function throttle(ctx: Context, key: string, atMost: number): Promise<void> {
  const keyHash = sha256(key);
  // Each attempt also deletes a few counts of past minutes, as they are personal data.
  const [attempt] = await ctx.database.query<{ count: number }>(sql`
    WITH gone AS (
      DELETE FROM attempt WHERE key_hash IN (
        SELECT key_hash FROM attempt WHERE minute < now() - interval '5 minutes' AND key_hash <> ${keyHash}
        ORDER BY minute LIMIT 20 FOR UPDATE SKIP LOCKED
      )
    )
    INSERT INTO attempt (key_hash, minute, count) VALUES (${keyHash}, date_trunc('minute', now()), 1)
    ON CONFLICT (key_hash) DO UPDATE SET
      count = CASE WHEN attempt.minute = excluded.minute THEN attempt.count + 1 ELSE 1 END, minute = excluded.minute
    RETURNING count`);
  if (attempt!.count > atMost)
    reject("TRY_AGAIN", `That is more than ${atMost} attempts in a minute: try again in a minute.`);
}

/** Counts an attempt at the operation `what` on one account or address, whether or not the account exists. */
export const throttleByAccount = (ctx: Context, what: string): Promise<void> => throttle(ctx, what, max.toOneAccount);

/** Counts an attempt by the client address. */
export const throttleByAddress = (ctx: Context, what: string, atMost = max.fromOneAddress): Promise<void> =>
  throttle(ctx, `${what} from ${addressGroup(ctx.client.address)}`, atMost);
