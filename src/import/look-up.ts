import sql, { raw } from "sql-template-tag";
import type { Batch } from "./batch.js";

type Sourced = "member" | "idea" | "comment" | "gathering" | "collaboration";

/** The ids of what the source has brought in before, by the source's own ids. */
export async function idsBySourceId(batch: Batch, table: Sourced, sourceIds: string[]): Promise<Map<string, string>> {
  const rows = await batch.query<{ key: string; id: string }>(sql`
    SELECT source_id AS key, id FROM ${raw(table)}
    WHERE source = ${batch.source} AND source_id = ANY(${distinct(sourceIds)}::text[])`);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** The ids of themes by slug. Themes belong to no source. */
export async function themeIdsBySlug(batch: Batch, slugs: string[]): Promise<Map<string, string>> {
  const rows = await batch.query<{ slug: string; id: string }>(
    sql`SELECT slug, id FROM theme WHERE slug = ANY(${distinct(slugs)}::text[])`,
  );
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

export const distinct = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];
