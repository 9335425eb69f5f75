import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import type { Context } from "../graphql/context.js";
import { reject, UserErrorCode } from "../graphql/user-error.js";

/**
 * Counts an attempt at what `key` names, in all processes together; ends the mutation with TRY_AGAIN when there were more than
 * `most` within the running minute. Aliased fields of one request count one by one.
 */
export async function countAttempt(ctx: Context, key: string, most: number): Promise<void> {
  const keyHash = createHash("sha256").update(key).digest();
  const [attempt] = await ctx.database.query<{ count: number }>(sql`
    INSERT INTO attempt (key_hash, minute, count) VALUES (${keyHash}, date_trunc('minute', now()), 1)
    ON CONFLICT (key_hash) DO UPDATE SET
      count = CASE WHEN attempt.minute = excluded.minute THEN attempt.count + 1 ELSE 1 END, minute = excluded.minute
    RETURNING count`);
  if (attempt!.count > most)
    reject(UserErrorCode.TRY_AGAIN, `That is more than ${most} attempts in a minute: try again in a minute.`);
}
