import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, groupBy, loader } from "../../../core/graphql/batch.js";
import type { List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import type { Reader } from "../../../core/access/reader.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringOrder } from "../gathering.inputs.js";
import { gatheringConditions, gatheringOrders, maySeeGathering } from "../gathering.reads.js";
import { Registration } from "../registrations/registration.entity.js";
import { GatheringSeries } from "./gathering-series.entity.js";
import { SeriesRegistration } from "./series-registration.entity.js";

/** The caller may see a gathering of the series with the alias `e`. */
const maySeeSeries = (ctx: Reader): Sql => sql`EXISTS (
  SELECT FROM gathering g WHERE g.series_id = e.id AND ${maySeeGathering(ctx, sql`g`)})`;

/** The series, if the caller may see one of its gatherings. */
export const seriesById = entityLoader(GatheringSeries, maySeeSeries);

/** The registration for a series, if it is the caller's own. */
export const seriesRegistrationById = entityLoader(
  SeriesRegistration,
  (ctx) => sql`e.member_id = ${ctx.callerId}::uuid`,
);

export const gatheringsOfSeries = (ctx: Context): List<Gathering> => ({
  name: "series.gatherings",
  node: Gathering,
  where: gatheringConditions(ctx, null),
  order: gatheringOrders[GatheringOrder.EARLIEST],
});

/** The caller's registration for a series; null when there is none. */
export const callerSeriesRegistration = loader<SeriesRegistration | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<SeriesRegistration>(sql`
    SELECT ${columnsOf(ctx.database.source, SeriesRegistration, "e")} FROM series_registration e
    WHERE e.series_id = ANY(${ids}::uuid[]) AND e.member_id = ${ctx.callerId}`);
  return new Map(rows.map((row) => [row.seriesId, entityOf(SeriesRegistration, row)]));
}, null);

/** The caller's registrations for the gatherings of a series, the first gathering first. */
export const callerRegistrationsInSeries = loader<Registration[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<Registration & { seriesId: string }>(sql`
    SELECT g.series_id AS "seriesId", ${columnsOf(ctx.database.source, Registration, "e")}
    FROM gathering g JOIN registration e ON e.gathering_id = g.id
    WHERE g.series_id = ANY(${ids}::uuid[]) AND e.member_id = ${ctx.callerId} AND ${maySeeGathering(ctx, sql`g`)}
    ORDER BY g.starts_at, g.id`);
  return groupBy(
    rows,
    (row) => row.seriesId,
    ({ seriesId: _, ...row }) => entityOf(Registration, row),
  );
}, []);
