import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../database/rows.js";
import { batched, batchedById, groupBy } from "../graphql/batch.js";
import type { List, Order } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { idOf } from "../graphql/ids.js";
import { Member } from "../members/member.entity.js";
import { themesOf, themesWithin } from "../themes/theme.reads.js";
import { Gathering } from "./gathering.entity.js";
import { RegistrationStatus } from "./gathering.enums.js";
import { GatheringOrder, type GatheringFilter } from "./gathering.inputs.js";
import { Registration } from "./registration.entity.js";

export const gatheringById = batchedById(Gathering);
export const themesOfGathering = themesOf(sql`gathering_theme`, sql`gathering_id`);

const anyRegistration = batchedById(Registration);

/** The registration, when the caller may see it: everybody sees who goes, the rest is the member's own. */
export async function registrationById(ctx: Context, id: string): Promise<Registration | null> {
  const found = await anyRegistration(ctx, id);
  return found && (found.status === RegistrationStatus.GOING || found.memberId === ctx.callerId) ? found : null;
}

export const gatheringOrders: Record<GatheringOrder, Order> = {
  [GatheringOrder.LATEST]: { name: "latest", key: sql`e.starts_at`, form: "time", descending: true },
  [GatheringOrder.EARLIEST]: { name: "earliest", key: sql`e.starts_at`, form: "time", descending: false },
};

export function gatheringConditions(filter: GatheringFilter | null | undefined): Sql[] {
  const { formats, themes, from, until, hostId } = filter ?? {};
  const conditions: Sql[] = [];
  if (formats?.length) conditions.push(sql`e.format = ANY(${formats}::gathering_format[])`);
  if (themes?.length)
    conditions.push(
      sql`e.id IN (SELECT gathering_id FROM gathering_theme WHERE theme_id IN (${themesWithin(themes)}))`,
    );
  if (from) conditions.push(sql`e.starts_at >= ${from}`);
  if (until) conditions.push(sql`e.starts_at < ${until}`);
  if (hostId != null)
    conditions.push(sql`e.id IN (SELECT gathering_id FROM gathering_host WHERE member_id = ${idOf(hostId)})`);
  return conditions;
}

export const gatheringsOfMember: List<Gathering> = {
  name: "member.gatherings",
  node: Gathering,
  from: sql`registration r JOIN gathering e ON e.id = r.gathering_id`,
  where: [sql`r.status = 'GOING'`],
  edge: sql`r.registered_at AS "registeredAt"`,
  order: gatheringOrders[GatheringOrder.LATEST],
};

export const gatheringsOfTheme: List<Gathering> = {
  name: "theme.gatherings",
  node: Gathering,
  from: sql`gathering_theme gt JOIN gathering e ON e.id = gt.gathering_id`,
  order: gatheringOrders[GatheringOrder.LATEST],
};

export const registrationsOfGathering: List<Registration> = {
  name: "gathering.registrations",
  node: Registration,
  where: [sql`e.status = 'GOING'`],
  order: { name: "queue", key: sql`e.queue_number`, form: "number", descending: false },
};

export const hostsOf = batched<Member[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<Member & { gatheringId: string }>(sql`
    SELECT h.gathering_id AS "gatheringId", ${columnsOf(ctx.database.source, Member, "e")}
    FROM gathering_host h JOIN member e ON e.id = h.member_id
    WHERE h.gathering_id = ANY(${ids}::uuid[]) ORDER BY e.name, e.id`);
  return groupBy(
    rows,
    (row) => row.gatheringId,
    (row) => entityOf(Member, row),
  );
}, []);

export const takenAndWaiting = batched<{ taken: number; waiting: number }>(
  async (ctx, ids) => {
    const rows = await ctx.db.query<{ id: string; taken: number; waiting: number }>(sql`
      SELECT gathering_id AS id, count(*) FILTER (WHERE status = 'GOING')::int AS taken,
        count(*) FILTER (WHERE status = 'WAITLISTED')::int AS waiting
      FROM registration WHERE gathering_id = ANY(${ids}::uuid[]) GROUP BY gathering_id`);
    return new Map(rows.map((row) => [row.id, row]));
  },
  { taken: 0, waiting: 0 },
);

export const callerRegistration = batched<Registration | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Registration>(sql`
    SELECT ${columnsOf(ctx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ANY(${ids}::uuid[]) AND e.member_id = ${ctx.callerId}`);
  return new Map(rows.map((row) => [row.gatheringId, entityOf(Registration, row)]));
}, null);

/** A waiting registration's place in the line, 1 for the next to be promoted; null for any other. */
export const waitingPosition = batched<number | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; position: number }>(sql`
    SELECT own.id, (
      SELECT count(*)::int FROM registration earlier
      WHERE earlier.gathering_id = own.gathering_id AND earlier.status = 'WAITLISTED'
        AND earlier.queue_number <= own.queue_number
    ) AS position
    FROM registration own WHERE own.id = ANY(${ids}::uuid[]) AND own.status = 'WAITLISTED'`);
  return new Map(rows.map((row) => [row.id, row.position]));
}, null);
