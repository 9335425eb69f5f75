import sql, { type Sql } from "sql-template-tag";
import { Language } from "../../core/texts/language.js";
import { stepKindWording } from "../tracks/steps/step-kind.wording.js";

/** The name of a kind of step, in the language of the track, or in Dutch. */
const kindName = (language: Sql, kind: Sql): Sql =>
  sql`(${JSON.stringify(stepKindWording)}::jsonb -> coalesce(${language}::text, ${Language.NL}) ->> ${kind})`;

/** The title of the step with the alias `s` of the track `t`, at the gathering `g` or the series `gs`. */
export const titleOfStep = sql`coalesce(s.title, g.title, gs.title, ${kindName(sql`t.language`, sql`s.kind::text`)})`;

/** The gathering or series that a step is called by; null for one with a title of its own. */
export const meetingOfStep = sql`CASE WHEN s.title IS NULL THEN coalesce(g.id, gs.id) END`;

/**
 * The titles of the steps on the certificate with the alias `c`, which anybody may read: a gathering that is hidden now,
 * and a series of which nothing is visible, are called by their kind.
 */
export const publicSteps = sql`ARRAY(
  SELECT CASE
    WHEN EXISTS (SELECT FROM gathering g WHERE g.id = step.meeting AND g.hidden_at IS NOT NULL)
      THEN ${kindName(sql`c.language`, sql`'GATHERING'`)}
    WHEN EXISTS (SELECT FROM gathering_series gs WHERE gs.id = step.meeting)
      AND NOT EXISTS (SELECT FROM gathering o WHERE o.series_id = step.meeting AND o.hidden_at IS NULL)
      THEN ${kindName(sql`c.language`, sql`'SERIES'`)}
    ELSE step.title END
  FROM unnest(c.steps, c.step_meetings) WITH ORDINALITY AS step (title, meeting, place) ORDER BY place)`;
