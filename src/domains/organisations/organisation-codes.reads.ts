import sql from "sql-template-tag";
import { groupBy, loader } from "../../core/graphql/batch.js";

/** The codes of an organisation, sorted. */
export const codesOf = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ organisationId: string; code: string }>(sql`
    SELECT organisation_id AS "organisationId", code FROM organisation_code
    WHERE organisation_id = ANY(${ids}::uuid[]) ORDER BY code`);
  return groupBy(
    rows,
    (row) => row.organisationId,
    (row) => row.code,
  );
}, []);
