import sql, { type Sql } from "sql-template-tag";
import { isRunning } from "./discount.reads.js";

/** To so many a member may be shown in any network: in a young one a handful of viewers is many times the mean. */
const leastCap = 20;

/**
 * How many times the mean a member may be shown: at most a tenth of those who were shown can be above it, so it holds
 * back the few that would be suggested to everybody, and nobody in a network where all are shown alike.
 */
const timesMean = 10;

/**
 * Writes down who was shown to more viewers than the cap in the last thirty days, where that differs from what is
 * there; gives how many members that may be suggested were shown to how many viewers, those who never were included.
 */
export const measureExposure = (now: Date): Sql => sql`
  WITH shown AS MATERIALIZED (
    SELECT shown_id AS member_id, count(*)::int AS viewers FROM suggestion_impression impression
    WHERE ${isRunning(sql`impression`, now)} GROUP BY shown_id
  ),
  cap AS (SELECT greatest(${leastCap}::float8, ${timesMean}::float8 * avg(viewers)::float8) AS viewers FROM shown),
  above AS (
    SELECT member_id, shown.viewers, cap.viewers / shown.viewers AS discount FROM shown JOIN cap ON shown.viewers > cap.viewers
  ),
  gone AS (
    DELETE FROM suggestion_exposure known WHERE NOT EXISTS (SELECT FROM above WHERE above.member_id = known.member_id)
  ),
  written AS (
    INSERT INTO suggestion_exposure AS known (member_id, viewers, discount) SELECT member_id, viewers, discount FROM above
    ON CONFLICT (member_id) DO UPDATE SET viewers = excluded.viewers, discount = excluded.discount
      WHERE (known.viewers, known.discount) <> (excluded.viewers, excluded.discount)
  )
  SELECT coalesce(shown.viewers, 0) AS viewers, count(*)::int AS members
  FROM member LEFT JOIN shown ON shown.member_id = member.id
  WHERE matchable AND hidden_at IS NULL AND erased_at IS NULL AND (suspended_until IS NULL OR suspended_until <= ${now})
  GROUP BY 1`;

/** Keeps the figures, after the measuring that they are of. */
export const keepFigures = (gini: number, measuredAt: Date, tookMs: number): Sql => sql`
  INSERT INTO suggestion_exposure_figures (single, gini, capped, measured_at, took_ms)
  SELECT true, ${gini}, count(*), ${measuredAt}, ${tookMs} FROM suggestion_exposure
  ON CONFLICT (single) DO UPDATE SET gini = excluded.gini, capped = excluded.capped, measured_at = excluded.measured_at,
    took_ms = excluded.took_ms`;

export interface ExposureFigures {
  gini: number;
  capped: number;
  measuredAt: Date;
  tookMs: number;
}

export const exposureFigures: Sql = sql`
  SELECT gini, capped, measured_at AS "measuredAt", took_ms AS "tookMs" FROM suggestion_exposure_figures`;
