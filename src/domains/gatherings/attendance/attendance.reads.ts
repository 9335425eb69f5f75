import sql, { type Sql } from "sql-template-tag";
import { loader } from "../../../core/graphql/batch.js";
import type { List } from "../../../core/graphql/connection.js";
import { Registration } from "../registrations/registration.entity.js";

/** Who had a place at a gathering and was not checked in, by the table with this alias. */
export const isNoShow = (registration: Sql): Sql =>
  sql`(${registration}.status = 'GOING' AND ${registration}.checked_in_at IS NULL)`;

export const noShowsOfGathering: List<Registration> = {
  name: "gathering.noShows",
  node: Registration,
  where: [isNoShow(sql`e`)],
  order: { name: "queue", key: sql`e.queue_number`, form: "number", descending: false },
};

/** Whether anybody was checked in at a gathering. */
export const attendanceIsRecorded = loader<boolean>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string }>(sql`
    SELECT DISTINCT gathering_id AS id FROM registration
    WHERE gathering_id = ANY(${ids}::uuid[]) AND status = 'GOING' AND checked_in_at IS NOT NULL`);
  return new Map(rows.map(({ id }) => [id, true]));
}, false);

/** Whether a registration is of a walk-in. */
export const isWalkIn = loader<boolean>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string }>(sql`
    SELECT registration_id AS id FROM walk_in WHERE registration_id = ANY(${ids}::uuid[])`);
  return new Map(rows.map(({ id }) => [id, true]));
}, false);
