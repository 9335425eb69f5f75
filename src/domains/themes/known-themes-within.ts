import sql from "sql-template-tag";
import { Fault } from "../../core/errors/fault.js";
import type { Context } from "../../core/graphql/context.js";
import { themesWithin } from "./theme.reads.js";

/**
 * The ids of the themes with these slugs in the filter of a subscription, of their narrower ones, and of those that were
 * merged into one of them, which events from before that name.
 */
export async function knownThemesWithin(ctx: Context, slugs: string[]): Promise<Set<string>> {
  const known = await ctx.db.query<{ slug: string }>(sql`SELECT slug FROM theme WHERE slug = ANY(${slugs})`);
  const unknown = slugs.find((slug) => !known.some((theme) => theme.slug === slug));
  if (unknown !== undefined)
    throw new Fault("BAD_USER_INPUT", `There is no theme "${unknown}": take slugs from the query \`themes\`.`, {
      argument: "filter.themes",
    });
  const rows = await ctx.db.query<{ id: string }>(
    sql`SELECT id FROM theme WHERE coalesce(merged_into_id, id) IN (${themesWithin(slugs)})`,
  );
  return new Set(rows.map((row) => row.id));
}
