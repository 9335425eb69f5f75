import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader, entityLoader, groupBy } from "../../core/graphql/batch.js";
import type { List, Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { optionalIdOf, slugsOf } from "../../core/graphql/ids.js";
import { Member } from "../members/member.entity.js";
import { callerModerates, type Reader } from "../../core/access/reader.js";
import { maySeeAttendance, maySeeMember, maySeeMemberWithId } from "../members/member.visibility.js";
import { themesOf, themesWithin } from "../themes/theme.reads.js";
import { Gathering } from "./gathering.entity.js";
import { publicStatuses } from "./scheduling/gathering-status.js";
import { GatheringOrder, type GatheringFilter } from "./gathering.inputs.js";

/**
 * The caller may see the gathering with the alias `gathering`: only its hosts and moderators see a hidden one, and only
 * its proposer and organisers one that was not scheduled.
 */
export const maySeeGathering = (ctx: Reader, gathering: Sql): Sql => sql`(
  (${gathering}.hidden_at IS NULL OR ${callerManagesGathering(ctx, sql`${gathering}.id`)})
  AND (${isPublic(gathering)} OR ${gathering}.proposer_id = ${ctx.callerId}::uuid OR ${callerModerates(ctx)}))`;

/** The gathering with the alias `gathering` was scheduled. */
const isPublic = (gathering: Sql): Sql => sql`${gathering}.status = ANY(${publicStatuses}::gathering_status[])`;

/** The caller hosts the gathering with this id. */
export const callerHosts = (ctx: Reader, gatheringId: Sql): Sql => sql`EXISTS (
  SELECT FROM gathering_host h WHERE h.gathering_id = ${gatheringId} AND h.member_id = ${ctx.callerId}::uuid)`;

/** The caller hosts the gathering with this id, or moderates. */
export const callerManagesGathering = (ctx: Reader, gatheringId: Sql): Sql =>
  sql`(${callerModerates(ctx)} OR ${callerHosts(ctx, gatheringId)})`;

/** The gathering, if the caller may see it. */
export const gatheringById = entityLoader(Gathering, (ctx) => maySeeGathering(ctx, sql`e`));
export const themesOfGathering = themesOf(sql`gathering_theme`, sql`gathering_id`);

export const gatheringOrders: Record<GatheringOrder, Order> = {
  [GatheringOrder.LATEST]: { name: "latest", key: sql`e.starts_at`, form: "time", descending: true },
  [GatheringOrder.EARLIEST]: { name: "earliest", key: sql`e.starts_at`, form: "time", descending: false },
};

/** The conditions of a list of gatherings: without hidden ones, and with proposals only when the filter names their status. */
export function gatheringConditions(ctx: Context, filter: GatheringFilter | null | undefined): Sql[] {
  const { formats, statuses, from, until } = filter ?? {};
  const [themes, hostId] = [slugsOf(filter?.themes), optionalIdOf(filter?.hostId)];
  const conditions: Sql[] = [sql`e.hidden_at IS NULL`];
  if (statuses?.length)
    conditions.push(sql`e.status = ANY(${statuses}::gathering_status[])`, maySeeGathering(ctx, sql`e`));
  else conditions.push(isPublic(sql`e`));
  if (formats?.length) conditions.push(sql`e.format = ANY(${formats}::gathering_format[])`);
  if (themes?.length)
    conditions.push(
      sql`e.id IN (SELECT gathering_id FROM gathering_theme WHERE theme_id IN (${themesWithin(themes)}))`,
    );
  if (from) conditions.push(sql`e.starts_at >= ${from}`);
  if (until) conditions.push(sql`e.starts_at < ${until}`);
  if (hostId !== null)
    conditions.push(
      sql`e.id IN (SELECT gathering_id FROM gathering_host WHERE member_id = ${hostId})`,
      maySeeMemberWithId(ctx, hostId),
    );
  return conditions;
}

export const gatheringsOfMember = (ctx: Context): List<Gathering> => ({
  name: "member.gatherings",
  node: Gathering,
  from: sql`registration r JOIN gathering e ON e.id = r.gathering_id JOIN member m ON m.id = r.member_id`,
  where: [...gatheringConditions(ctx, null), sql`r.status = 'GOING'`, maySeeAttendance(ctx, sql`m`, sql`r`)],
  edge: sql`r.registered_at AS "registeredAt"`,
  order: gatheringOrders[GatheringOrder.LATEST],
});

export const gatheringsOfTheme = (ctx: Context): List<Gathering> => ({
  name: "theme.gatherings",
  node: Gathering,
  from: sql`gathering_theme gt JOIN gathering e ON e.id = gt.gathering_id`,
  where: gatheringConditions(ctx, null),
  order: gatheringOrders[GatheringOrder.LATEST],
});

/** The gatherings that members of an organisation (`by.organisation_id`) host, if the caller may see their profile. */
export const gatheringsOfOrganisation = (ctx: Context): List<Gathering> => ({
  name: "organisation.gatherings",
  node: Gathering,
  from: sql`(
    SELECT DISTINCT m.organisation_id, h.gathering_id FROM gathering_host h JOIN member m ON m.id = h.member_id
    WHERE ${maySeeMember(ctx, sql`m`)}) AS by JOIN gathering e ON e.id = by.gathering_id`,
  where: gatheringConditions(ctx, null),
  order: gatheringOrders[GatheringOrder.LATEST],
});

/** The ids of all hosts, also of those whose profile the caller may not see. */
export const hostIds = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ gatheringId: string; id: string }>(sql`
    SELECT gathering_id AS "gatheringId", member_id AS id FROM gathering_host
    WHERE gathering_id = ANY(${ids}::uuid[]) ORDER BY 1, 2`);
  return groupBy(
    rows,
    (row) => row.gatheringId,
    (row) => row.id,
  );
}, []);

/** Whether the caller hosts the gathering or has a place at it. */
export const takesPart = loader<boolean>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string }>(sql`
    SELECT gathering_id AS id FROM gathering_host
    WHERE gathering_id = ANY(${ids}::uuid[]) AND member_id = ${ctx.callerId}::uuid
    UNION SELECT gathering_id FROM registration
    WHERE gathering_id = ANY(${ids}::uuid[]) AND member_id = ${ctx.callerId}::uuid AND status = 'GOING'`);
  return new Map(rows.map(({ id }) => [id, true]));
}, false);

export const hostsOf = loader<Member[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<Member & { gatheringId: string }>(sql`
    SELECT h.gathering_id AS "gatheringId", ${columnsOf(ctx.database.source, Member, "e")}
    FROM gathering_host h JOIN member e ON e.id = h.member_id
    WHERE h.gathering_id = ANY(${ids}::uuid[]) AND ${maySeeMember(ctx, sql`e`)} ORDER BY e.name, e.id`);
  return groupBy(
    rows,
    (row) => row.gatheringId,
    (row) => entityOf(Member, row),
  );
}, []);
