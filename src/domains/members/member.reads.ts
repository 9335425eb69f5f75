import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { countLoader, entityLoader, groupBy, loader } from "../../core/graphql/batch.js";
import { whereAll, type List, type Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { slugsOf } from "../../core/graphql/ids.js";
import { hasTerms, inOrderedList, searchTerms } from "../../core/search/search-terms.js";
import { foundBy } from "../organisations/organisation.reads.js";
import { themesWithin } from "../themes/theme.reads.js";
import { Interest } from "./interest.entity.js";
import { Member } from "./member.entity.js";
import { MemberOrder, type MemberFilter } from "./member.inputs.js";
import { maySeeMember } from "./member.visibility.js";

/** The member, if the caller may see the profile. */
export const memberById = entityLoader(Member, (ctx) => maySeeMember(ctx, sql`e`));

export const byName: Order = { name: "name", key: sql`e.name`, form: "text", descending: false };

export const memberOrders: Record<MemberOrder, Order> = {
  [MemberOrder.NAME]: byName,
  [MemberOrder.NEWEST]: { name: "joinedAt", key: sql`e.joined_at`, form: "time", descending: true },
};

/** The conditions of a list of members, from which former members are excluded. */
export function memberConditions(ctx: Context, filter: MemberFilter | null | undefined): Sql[] {
  const { stances, sectors, experience, levels, search } = filter ?? {};
  const themes = slugsOf(filter?.themes);
  const conditions: Sql[] = [sql`e.erased_at IS NULL`, maySeeMember(ctx, sql`e`)];
  if (themes?.length || stances?.length)
    conditions.push(sql`e.id IN (
      SELECT member_id FROM interest
      WHERE ${themes?.length ? sql`theme_id IN (${themesWithin(themes)})` : sql`true`}
        AND ${stances?.length ? sql`stance = ANY(${stances}::stance[])` : sql`true`})`);
  if (sectors?.length) conditions.push(sql`e.sector = ANY(${sectors}::sector[])`);
  if (experience?.length) conditions.push(sql`e.experience = ANY(${experience}::experience[])`);
  if (levels?.length) conditions.push(sql`e.level = ANY(${levels}::member_level[])`);
  conditions.push(...memberSearchConditions(ctx, search));
  return conditions;
}

/** Each word of the search stands in the name, the headline or the organisation, if the caller may see that. */
function memberSearchConditions(ctx: Context, search: string | null | undefined): Sql[] {
  const terms = searchTerms(search);
  if (terms?.length === 0) return [sql`false`];
  return (terms ?? []).map((term) =>
    inOrderedList(
      [term],
      // An array, so that the index on the organisation serves.
      sql`(${hasTerms(sql`e.search`, [term])}
        OR e.organisation_id = ANY (ARRAY(${foundBy(ctx, hasTerms(sql`found.search`, [term]))})))`,
      3,
    ),
  );
}

export const interestsOf = loader<Interest[]>(async (ctx, memberIds) => {
  const rows = await ctx.db.query<Interest>(sql`
    SELECT ${columnsOf(ctx.database.source, Interest, "e")} FROM interest e JOIN theme ON theme.id = e.theme_id
    WHERE e.member_id = ANY(${memberIds}::uuid[]) ORDER BY theme.slug`);
  return groupBy(
    rows,
    (row) => row.memberId,
    (row) => entityOf(Interest, row),
  );
}, []);

/**
 * The number of members with an interest in a theme: as many as its list has for the caller, or the difference would
 * reveal that a member whom they may not see is interested in it.
 */
export const memberCount = countLoader(
  (ctx, ids) => sql`
    SELECT i.theme_id AS id, count(*)::int AS count FROM interest i JOIN member e ON e.id = i.member_id
    WHERE i.theme_id = ANY(${ids}::uuid[]) AND ${maySeeMember(ctx, sql`e`)} GROUP BY i.theme_id`,
);

/** The members of an organisation, as the caller sees them. */
export const membersOfOrganisation = (ctx: Context): List<Member> => ({
  name: "organisation.members",
  node: Member,
  where: [sql`e.erased_at IS NULL`, maySeeMember(ctx, sql`e`)],
  order: byName,
});

/** The number of members of an organisation: as many as its list has for the caller. */
export const organisationMemberCount = countLoader(
  (ctx, ids) => sql`
    SELECT e.organisation_id AS id, count(*)::int AS count FROM member e
    ${whereAll([sql`e.organisation_id = ANY(${ids}::uuid[])`, ...membersOfOrganisation(ctx).where!])} GROUP BY 1`,
);
