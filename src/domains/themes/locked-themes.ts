import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { prepared } from "../../core/database/prepared-statements.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { namedThemes } from "./theme.reads.js";

export interface LockedTheme {
  id: string;
  archived: boolean;
}

/**
 * The themes that these slugs name, by slug, of merged ones those that they were merged into; unknown ones are omitted.
 * None of them is merged before the transaction ends, so what it writes refers to a theme that remains.
 */
export async function lockedThemes(db: Connection, slugs: readonly string[]): Promise<Map<string, LockedTheme>> {
  for (;;) {
    const rows = await db.query<LockedTheme & { slug: string; isMerged: boolean }>(
      prepared(sql`
      SELECT named.slug, e.id, e.archived, e.merged_into_id IS NOT NULL AS "isMerged" FROM ${namedThemes}
      WHERE named.slug = ANY(${slugs}) ORDER BY e.id FOR KEY SHARE OF e`),
    );
    // The statement waited for a merge, whose result the next one finds.
    if (rows.some(({ isMerged }) => isMerged)) continue;
    return new Map(rows.map(({ slug, id, archived }) => [slug, { id, archived }]));
  }
}

/** The ids of the themes that these slugs name, by slug, as `lockedThemes`; archived ones are omitted too. */
export async function themeIdsBySlug(tx: TransactionContext, slugs: string[]): Promise<Map<string, string>> {
  const themes = [...(await lockedThemes(tx.db, slugs))].filter(([, { archived }]) => !archived);
  return new Map(themes.map(([slug, { id }]) => [slug, id]));
}
