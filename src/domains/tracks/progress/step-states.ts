import sql, { type Sql } from "sql-template-tag";
import { isOpenMeeting } from "../steps/open-meetings.js";

/**
 * A row for each step of the enrolments that `where` says, with the alias `e`: whether it counts, and when it was done, null
 * if it was not. Readings and assignments are done by a mark; a gathering by a check-in, whenever it was; a series by as many
 * as it asks for, or as many as take place if those are fewer.
 */
export const stepStates = (where: Sql): Sql => sql`
  SELECT e.id AS enrolment_id, e.track_id, s.id AS step_id, s.position,
    CASE WHEN s.kind IN ('READING', 'ASSIGNMENT') THEN true ELSE meeting.open > 0 END AS counts,
    CASE WHEN s.kind IN ('READING', 'ASSIGNMENT') THEN mark.marked_at
      ELSE meeting.attended[greatest(1, least(s.min_attended, meeting.open))] END AS done_at
  FROM track_enrolment e JOIN track_step s ON s.track_id = e.track_id
    LEFT JOIN track_mark mark ON mark.enrolment_id = e.id AND mark.step_id = s.id
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE ${isOpenMeeting})::int AS open,
        array_agg(r.checked_in_at ORDER BY r.checked_in_at) FILTER (WHERE r.checked_in_at IS NOT NULL) AS attended
      FROM gathering g LEFT JOIN registration r ON r.gathering_id = g.id AND r.member_id = e.member_id
      WHERE g.id = s.gathering_id OR g.series_id = s.series_id) AS meeting ON s.kind IN ('GATHERING', 'SERIES')
  WHERE ${where}`;

/** How far these enrolments are: the steps that are done, and how many complete the track. */
export const progressOf = (where: Sql): Sql => sql`
  SELECT state.enrolment_id AS id, count(state.done_at)::int AS done,
    least(coalesce(t.required_steps, count(*)), count(*))::int AS needed
  FROM (${stepStates(where)}) AS state JOIN learning_track t ON t.id = state.track_id
  WHERE state.counts OR state.done_at IS NOT NULL
  GROUP BY state.enrolment_id, t.required_steps`;
