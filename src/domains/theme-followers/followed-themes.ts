import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { inTransaction, type Context } from "../../core/graphql/context.js";
import type { Language } from "../../core/texts/language.js";
import { labelOf } from "../themes/theme.labels.js";
import type { Theme } from "../themes/theme.entity.js";

/** A theme that somebody follows, or asked to. */
export interface FollowedTheme {
  id: string;
  label: string;
  isConfirmed: boolean;
}

/** What a follower follows and asked for, ordered by slug. */
export async function followedThemes(
  db: Connection,
  { id, language }: { id: string; language: Language },
): Promise<FollowedTheme[]> {
  type Row = Pick<Theme, "slug" | "labelNl" | "labelFr" | "labelEn"> & Omit<FollowedTheme, "label">;
  const rows = await db.query<Row>(sql`
    SELECT f.id, f.confirmed_at IS NOT NULL AS "isConfirmed", t.slug, t.label_nl AS "labelNl", t.label_fr AS "labelFr",
      t.label_en AS "labelEn"
    FROM theme_follow f JOIN theme t ON t.id = f.theme_id WHERE f.follower_id = ${id} ORDER BY t.slug`);
  return rows.map(({ isConfirmed, ...row }) => ({ id: row.id, isConfirmed, label: labelOf(row, language) }));
}

/** Eight o'clock in the morning of the next Monday, on the clocks of Belgium. */
export const nextMonday = (now: Date): Sql => sql`
  ((date_trunc('week', ${now}::timestamptz AT TIME ZONE 'Europe/Brussels') + interval '7 days 8 hours')
    AT TIME ZONE 'Europe/Brussels')`;

/** Has a follower follow a theme from now on; no effect when they do. */
export async function confirmFollow(ctx: Context, followerId: string, followId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    // In the order in which they are made, as the digest does.
    await tx.db.query(sql`
      UPDATE theme_follower SET confirmed_at = coalesce(confirmed_at, ${tx.now()}),
        digest_due_at = coalesce(digest_due_at, ${nextMonday(tx.now())})
      WHERE id = ${followerId}
        AND EXISTS (SELECT FROM theme_follow WHERE id = ${followId} AND follower_id = ${followerId})`);
    await tx.db.query(sql`
      UPDATE theme_follow SET confirmed_at = ${tx.now()}
      WHERE id = ${followId} AND follower_id = ${followerId} AND confirmed_at IS NULL`);
  });
}

/** Ends one theme, or all; who follows none is not remembered. */
export async function stopFollowing(ctx: Context, followerId: string, followId: string | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.query(sql`SELECT FROM theme_follower WHERE id = ${followerId} FOR UPDATE`);
    if (followId !== null)
      await tx.db.query(sql`
        WITH gone AS (DELETE FROM theme_follow WHERE id = ${followId} AND follower_id = ${followerId} RETURNING 1)
        SELECT FROM gone`);
    await tx.db.query(sql`
      WITH gone AS (
        DELETE FROM theme_follower e WHERE id = ${followerId}
          AND (${followId === null} OR NOT EXISTS (SELECT FROM theme_follow WHERE follower_id = e.id)) RETURNING 1)
      SELECT FROM gone`);
  });
}
