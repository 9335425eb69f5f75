import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { groupBy, loader } from "../../core/graphql/batch.js";
import type { Context } from "../../core/graphql/context.js";
import { Organisation } from "./organisation.entity.js";

const codesOf = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ organisationId: string; code: string }>(sql`
    SELECT organisation_id AS "organisationId", code FROM organisation_code
    WHERE organisation_id = ANY(${ids}::uuid[]) ORDER BY code`);
  return groupBy(
    rows,
    (row) => row.organisationId,
    (row) => row.code,
  );
}, []);

@Resolver(() => Organisation)
export class OrganisationCodesResolver {
  @FieldResolver(() => [String], {
    description:
      "The codes of the organisation in public registers, sorted: `OVO002949` for an entity of the Flemish government, " +
      "ten digits for a KBO number, `OV:36031` for a code of another register. Known from the sign-in of members; " +
      "empty when not known. Whoever may see the organisation sees them.",
  })
  codes(@Ctx() ctx: Context, @Root() organisation: Organisation): Promise<string[]> {
    return codesOf(ctx, organisation.id);
  }
}
