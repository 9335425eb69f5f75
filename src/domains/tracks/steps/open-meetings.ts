import sql, { type Sql } from "sql-template-tag";

/** The gathering with the alias `g` takes place, or took place: it is neither cancelled nor hidden. */
export const isOpenMeeting: Sql = sql`g.status = 'SCHEDULED' AND g.hidden_at IS NULL`;

/** The number of gatherings of the step with this alias that take place, or took place. */
export const openMeetings = (step: Sql): Sql => sql`(
  SELECT count(*)::int FROM gathering g
  WHERE (g.id = ${step}.gathering_id OR g.series_id = ${step}.series_id) AND ${isOpenMeeting})`;
