import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, loader } from "../../../core/graphql/batch.js";
import type { List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { maySeeAttendance } from "../../members/member.visibility.js";
import type { RegistrationStatus } from "../gathering.enums.js";
import { callerManagesGathering, maySeeGathering } from "../gathering.reads.js";
import { Guest } from "../guests/guest.entity.js";
import { Registration } from "./registration.entity.js";

const sharesAttendance = (ctx: Context): Sql => sql`EXISTS (
  SELECT FROM member m WHERE m.id = e.member_id AND ${maySeeAttendance(ctx, sql`m`, sql`e`)})`;

const manages = (ctx: Context): Sql => callerManagesGathering(ctx, sql`e.gathering_id`);

/**
 * The caller may see the registration: their own, a place whose member shares attendance with the caller, and, for who
 * manages the gathering, all that were not cancelled.
 */
const maySeeRegistration = (ctx: Context): Sql => sql`(e.member_id = ${ctx.callerId}::uuid
  OR (e.status = 'GOING' AND ${sharesAttendance(ctx)}) OR (e.status <> 'CANCELLED' AND ${manages(ctx)}))`;

export const registrationById = entityLoader(
  Registration,
  (ctx) => sql`(e.member_id = ${ctx.callerId}::uuid OR (${maySeeRegistration(ctx)}
    AND EXISTS (SELECT FROM gathering g WHERE g.id = e.gathering_id AND ${maySeeGathering(ctx, sql`g`)})))`,
);

export const registrationsOfGathering = (
  ctx: Context,
  statuses: readonly RegistrationStatus[],
): List<Registration> => ({
  name: `gathering.registrations ${statuses.join()}`,
  node: Registration,
  where: [sql`e.status = ANY(${statuses}::registration_status[])`, maySeeRegistration(ctx)],
  order: { name: "queue", key: sql`e.queue_number`, form: "number", descending: false },
});

/** The guest of a registration, for who manages the gathering. */
export const guestOf = loader<Guest | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Guest & { registrationId: string }>(sql`
    SELECT e.id AS "registrationId", ${columnsOf(ctx.database.source, Guest, "guest")}
    FROM registration e JOIN guest ON guest.id = e.guest_id
    WHERE e.id = ANY(${ids}::uuid[]) AND ${manages(ctx)}`);
  return new Map(rows.map((row) => [row.registrationId, entityOf(Guest, row)]));
}, null);

export const takenAndWaiting = loader<{ taken: number; waiting: number }>(
  async (ctx, ids) => {
    const rows = await ctx.db.query<{ id: string; taken: number; waiting: number }>(sql`
      SELECT gathering_id AS id, count(*) FILTER (WHERE status = 'GOING')::int AS taken,
        count(*) FILTER (WHERE status = 'WAITLISTED')::int AS waiting
      FROM registration WHERE gathering_id = ANY(${ids}::uuid[]) GROUP BY gathering_id`);
    return new Map(rows.map((row) => [row.id, row]));
  },
  { taken: 0, waiting: 0 },
);

export const callerRegistration = loader<Registration | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Registration>(sql`
    SELECT ${columnsOf(ctx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ANY(${ids}::uuid[]) AND e.member_id = ${ctx.callerId}`);
  return new Map(rows.map((row) => [row.gatheringId, entityOf(Registration, row)]));
}, null);

/** The position of a registration on the waiting list, 1 for the next to be promoted; null if it is not on the list. */
export const waitingPosition = loader<number | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; position: number }>(sql`
    SELECT own.id, (
      SELECT count(*)::int FROM registration earlier
      WHERE earlier.gathering_id = own.gathering_id AND earlier.status = 'WAITLISTED'
        AND earlier.queue_number <= own.queue_number
    ) AS position
    FROM registration own WHERE own.id = ANY(${ids}::uuid[]) AND own.status = 'WAITLISTED'`);
  return new Map(rows.map((row) => [row.id, row.position]));
}, null);
