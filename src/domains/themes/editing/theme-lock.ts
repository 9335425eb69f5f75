import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { Theme } from "../theme.entity.js";
import { namedThemes } from "../theme.reads.js";
import type { ThemeContext } from "../theme.services.js";

export type ThemeTransaction = TransactionContext<ThemeContext>;

/**
 * Organisers change the vocabulary one after the other, until the transaction ends: of two changes that make a circle
 * together, the second finds the first.
 */
export async function lockVocabulary(tx: ThemeTransaction): Promise<void> {
  await tx.db.query(sql`SELECT pg_advisory_xact_lock(hashtext('vocabulary'))`);
  // What this process serves next is as the change leaves it, before the log says so.
  tx.onCommit(() => tx.themeCache.clear());
}

/** The theme with this id, or the one that it was merged into, locked in a vocabulary that is locked; null without one. */
export async function themeLocked(tx: ThemeTransaction, id: string): Promise<Theme | null> {
  const [row] = await tx.db.query<Theme>(sql`
    SELECT ${columnsOf(tx.database.source, Theme, "e")} FROM ${namedThemes} WHERE named.id = ${id}
    FOR NO KEY UPDATE OF e`);
  return row ? entityOf(Theme, row) : null;
}

/** Whether a theme is another one, or lies below it. */
export async function isWithin(tx: ThemeTransaction, id: string, other: string): Promise<boolean> {
  const [row] = await tx.db.query<{ found: boolean }>(sql`
    WITH RECURSIVE above AS (
      SELECT id, broader_id FROM theme WHERE id = ${id}
      UNION SELECT broader.id, broader.broader_id FROM theme broader JOIN above ON broader.id = above.broader_id)
    SELECT EXISTS (SELECT FROM above WHERE id = ${other}) AS found`);
  return row!.found;
}
