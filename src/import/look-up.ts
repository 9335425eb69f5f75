import sql, { raw } from "sql-template-tag";
import { erasedSourceId } from "./erased-source-id.js";
import { erased } from "./invalid-row.js";
import type { Batch } from "./batch.js";

type Sourced = "idea" | "comment" | "gathering" | "collaboration";

/** The ids of what the source has brought in before, by the source's own ids. */
export async function idsBySourceId(batch: Batch, table: Sourced, sourceIds: string[]): Promise<Map<string, string>> {
  const rows = await batch.query<{ key: string; id: string }>(sql`
    SELECT source_id AS key, id FROM ${raw(table)}
    WHERE source = ${batch.source} AND source_id = ANY(${distinct(sourceIds)}::text[])`);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** The ids of the source's members by the source's own ids; `erased` stands for those whose account was erased. */
export async function membersBySourceId(batch: Batch, sourceIds: (string | null)[]): Promise<Map<string, string>> {
  const names = new Map(distinct(sourceIds).map((sourceId) => [erasedSourceId(batch.source, sourceId), sourceId]));
  const rows = await batch.query<{ key: string; id: string }>(sql`
    SELECT source_id AS key, id FROM member
    WHERE source = ${batch.source} AND source_id = ANY(${[...names.values(), ...names.keys()]}::text[])`);
  return new Map(rows.map(({ key, id }) => (names.has(key) ? [names.get(key)!, erased] : [key, id])));
}

/** The ids of themes by slug. Themes belong to no source. */
export async function themeIdsBySlug(batch: Batch, slugs: string[]): Promise<Map<string, string>> {
  const rows = await batch.query<{ slug: string; id: string }>(
    sql`SELECT slug, id FROM theme WHERE slug = ANY(${distinct(slugs)}::text[])`,
  );
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

export const distinct = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];
