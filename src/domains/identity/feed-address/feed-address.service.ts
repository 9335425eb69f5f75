import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import type { Connection } from "../../../core/database/database.js";
import { loader } from "../../../core/graphql/batch.js";
import { inTransaction, requireCaller } from "../../../core/graphql/context.js";
import type { Language } from "../../../core/texts/language.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { sha256 } from "../../../core/sha256.js";
import type { IdentityContext } from "../identity.services.js";
import type { FeedAddress } from "./feed-address.entity.js";

/** Gives the caller a secret address, in place of the one before, which ends. */
export async function renewFeedAddress(ctx: IdentityContext, language: Language | null): Promise<void> {
  const memberId = requireCaller(ctx);
  const nonce = randomBytes(32);
  const tokenHash = sha256(ctx.feedTokens.tokenOf(nonce));
  await participating(ctx, async (tx) => {
    await countWrite(tx, "setting");
    await tx.db.query(sql`
      INSERT INTO feed_address (member_id, nonce, token_hash, language, created_at)
      VALUES (${memberId}, ${nonce}, ${tokenHash}, ${language}, ${tx.now()})
      ON CONFLICT (member_id) DO UPDATE SET
        nonce = excluded.nonce, token_hash = excluded.token_hash, language = excluded.language,
        created_at = excluded.created_at`);
  });
}

/** Ends the caller's secret address, if there is one; only the one that was made then, where that is given. */
export async function revokeFeedAddress(ctx: IdentityContext, createdAt: Date | null): Promise<void> {
  const memberId = requireCaller(ctx);
  await inTransaction(ctx, async (tx) => {
    if (await endFeedAddress(tx.db, memberId, createdAt)) await countWrite(tx, "setting");
  });
}

/** Whether there was one to end. */
export async function endFeedAddress(
  db: Connection,
  memberId: string,
  createdAt: Date | null = null,
): Promise<boolean> {
  const gone = await db.query(sql`
    WITH gone AS (
      DELETE FROM feed_address
      WHERE member_id = ${memberId} AND (${createdAt}::timestamptz IS NULL OR created_at = ${createdAt}) RETURNING 1)
    SELECT FROM gone`);
  return gone.length > 0;
}

export type FeedReader = Pick<FeedAddress, "memberId" | "language">;

/** The member whose secret address has this token; null when there is none, and while the member is suspended. */
export async function readerOfFeedAddress(ctx: IdentityContext, token: string): Promise<FeedReader | null> {
  const [row] = await ctx.db.query<FeedReader>(sql`
    SELECT member_id AS "memberId", feed_address.language FROM feed_address JOIN account USING (member_id) JOIN member ON member.id = member_id
    WHERE token_hash = ${sha256(token)} AND erased_at IS NULL
      AND (suspended_until IS NULL OR suspended_until <= ${ctx.now()})`);
  return row ?? null;
}

type ShownAddress = Omit<FeedAddress, "member" | "language">;

/** The secret address of a member. */
export const feedAddressOf = loader<ShownAddress | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<ShownAddress>(sql`
    SELECT member_id AS "memberId", nonce, token_hash AS "tokenHash", created_at AS "createdAt"
    FROM feed_address WHERE member_id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.memberId, row]));
}, null);

/** The token in the address; null when the secret of the service, which it is derived with, is another now. */
export function tokenIn(ctx: IdentityContext, { nonce, tokenHash }: Pick<FeedAddress, "nonce" | "tokenHash">) {
  const token = ctx.feedTokens.tokenOf(nonce);
  return sha256(token).equals(tokenHash) ? token : null;
}
