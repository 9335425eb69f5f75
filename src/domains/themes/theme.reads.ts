import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader, entityLoader, groupBy } from "../../core/graphql/batch.js";
import type { Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { idOf, slugOf } from "../../core/graphql/ids.js";
import { hasTerms, searchTerms } from "../../core/search/search-terms.js";
import { Theme } from "./theme.entity.js";
import type { ThemeContext } from "./theme.services.js";

const readThemeById = entityLoader(Theme);

/**
 * The theme with this id, or the one that it was merged into, from the cache of this process if it is there; null when
 * there is none.
 */
export async function themeById(ctx: ThemeContext, id: string): Promise<Theme | null> {
  const theme = await ctx.themeCache.theme(idOf(id), (known) => readThemeById(ctx, known));
  return theme?.mergedIntoId ? themeById(ctx, theme.mergedIntoId) : theme;
}

export const bySlug: Order = { name: "slug", key: sql`e.slug`, form: "text", descending: false };

/** The ids of the themes with these slugs and of all their narrower themes, as a subquery. */
export const themesWithin = (slugs: string[]): Sql => sql`
  WITH RECURSIVE within AS (
    SELECT coalesce(merged_into_id, id) AS id FROM theme WHERE slug = ANY(${slugs})
    UNION
    SELECT narrower.id FROM theme narrower JOIN within ON narrower.broader_id = within.id
  )
  SELECT id FROM within`;

/** The theme `e` that each theme `named` is, or was merged into. */
export const namedThemes = sql`theme named JOIN theme e ON e.id = coalesce(named.merged_into_id, named.id)`;

/** The theme with this slug, or the one that it was merged into; null when there is none. */
export async function themeBySlug(ctx: Context, slug: string): Promise<Theme | null> {
  const rows = await ctx.db.query<Theme>(
    sql`SELECT ${columnsOf(ctx.database.source, Theme, "e")} FROM ${namedThemes} WHERE named.slug = ${slugOf(slug)}`,
  );
  return rows[0] ? entityOf(Theme, rows[0]) : null;
}

/** The slugs of the themes that these slugs name now, each once and in their order, as an array; unknown ones as they are. */
export const currentSlugs = (slugs: string[]): Sql => sql`ARRAY(
  SELECT coalesce(found.slug, given.slug) FROM unnest(${slugs}::text[]) WITH ORDINALITY AS given (slug, position)
  LEFT JOIN (SELECT named.slug AS given, e.slug FROM ${namedThemes}) AS found ON found.given = given.slug
  GROUP BY 1 ORDER BY min(given.position))`;

/**
 * The conditions that the slug, a label or a synonym contains each word of the search, or another form of it. The words
 * are few, so that they are compared one by one: only so is `mobiliteit` found in `deelmobiliteit`.
 */
export const themeSearchConditions = (search: string | null): Sql[] => {
  const terms = searchTerms(search);
  if (terms?.length === 0) return [sql`false`];
  return (terms ?? []).map(
    (term) => sql`(${hasTerms(sql`e.search`, [term])}
      OR array_to_string(tsvector_to_array(e.search), ' ') LIKE ALL (${term.words.map((word) => `%${word}%`)}::text[]))`,
  );
};

export const narrowerThemes = loader<Theme[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<Theme>(sql`
    SELECT ${columnsOf(ctx.database.source, Theme, "e")} FROM theme e
    WHERE e.broader_id = ANY(${ids}::uuid[]) ORDER BY e.slug`);
  return groupBy(
    rows,
    (row) => row.broaderId!,
    (row) => entityOf(Theme, row),
  );
}, []);

/** The themes of the owners in a join table, in their order: `themesOf("idea_theme", "idea_id")`. */
export const themesOf = (links: Sql, owner: Sql): ((ctx: Context, id: string) => Promise<Theme[]>) =>
  loader<Theme[]>(async (ctx, ids) => {
    const rows = await ctx.db.query<Theme & { ownerId: string }>(sql`
      SELECT l.${owner} AS "ownerId", ${columnsOf(ctx.database.source, Theme, "e")}
      FROM ${links} l JOIN theme e ON e.id = l.theme_id
      WHERE l.${owner} = ANY(${ids}::uuid[]) ORDER BY l.position, e.slug`);
    return groupBy(
      rows,
      (row) => row.ownerId,
      (row) => entityOf(Theme, row),
    );
  }, []);
