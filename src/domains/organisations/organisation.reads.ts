import sql, { type Sql } from "sql-template-tag";
import { callerModerates, type Reader } from "../../core/access/reader.js";
import { prepared } from "../../core/database/prepared-statements.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader } from "../../core/graphql/batch.js";
import type { Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { hasTerms, searchTerms } from "../../core/search/search-terms.js";
import { codeOf } from "./organisation-code.js";
import { Organisation } from "./organisation.entity.js";

/** The organisation with the table alias `organisation` is not hidden, or the caller moderates. */
export const maySeeOrganisation = (ctx: Reader, organisation: Sql): Sql =>
  sql`(${organisation}.hidden_at IS NULL OR ${callerModerates(ctx)})`;

const readOrganisation = loader<Organisation | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Organisation & { askedId: string }>(
    prepared(sql`
    SELECT asked.id AS "askedId", ${columnsOf(ctx.database.source, Organisation, "e")}
    FROM organisation asked JOIN organisation e ON e.id = coalesce(asked.merged_into_id, asked.id)
    WHERE asked.id = ANY(${ids}::uuid[]) AND ${maySeeOrganisation(ctx, sql`e`)}`),
  );
  return new Map(rows.map(({ askedId, ...row }) => [askedId, entityOf(Organisation, row)]));
}, null);

/** The organisation, or the one that it was merged into; moderators alone see it while it is hidden. */
export const organisationById = (ctx: Context, id: string): Promise<Organisation | null> =>
  readOrganisation(ctx, idOf(id));

export const byName: Order = {
  name: "name",
  key: sql`e.name COLLATE "und-x-icu"`,
  form: "text",
  descending: false,
};

/** The conditions of a list of organisations. */
export function organisationConditions(ctx: Context, search: string | null): Sql[] {
  const conditions = [sql`e.merged_into_id IS NULL`, maySeeOrganisation(ctx, sql`e`)];
  const terms = searchTerms(search);
  if (terms !== null)
    conditions.push(sql`e.id = ANY (ARRAY(
      ${foundBy(ctx, hasTerms(sql`found.search`, terms))}
      UNION ALL SELECT organisation_id FROM organisation_code WHERE code = ${codeOf(search!)}))`);
  return conditions;
}

/**
 * The ids of the organisations whose name, or the name of one that was merged into them, has what is searched for:
 * `condition` is about the table alias `found`. A hidden name finds nothing but for moderators.
 */
export const foundBy = (ctx: Reader, condition: Sql): Sql => sql`
  SELECT coalesce(found.merged_into_id, found.id) FROM organisation found
  WHERE ${condition} AND ${maySeeOrganisation(ctx, sql`found`)}`;
