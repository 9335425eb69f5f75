import sql from "sql-template-tag";
import type { GatheringsContext } from "../gatherings.services.js";

/** Runs what locks a series to change registrations, one after the other. */
export const inTurnAtSeries = <T>(ctx: GatheringsContext, seriesId: string, work: () => Promise<T>): Promise<T> =>
  ctx.registrationTurns.inTurn(ctx, seriesId, work);

/** Runs what locks a gathering to change registrations, one after the other; one of a series takes turns with the series. */
export async function inTurnAtGathering<T>(
  ctx: GatheringsContext,
  gatheringId: string,
  work: () => Promise<T>,
): Promise<T> {
  const [row] = await ctx.db.query<{ seriesId: string | null }>(
    sql`SELECT series_id AS "seriesId" FROM gathering WHERE id = ${gatheringId}`,
  );
  return ctx.registrationTurns.inTurn(ctx, row?.seriesId ?? gatheringId, work);
}
