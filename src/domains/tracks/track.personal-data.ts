import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const trackPersonalData: PersonalData = {
  personal: {
    track_coordinator: {
      purpose: "Shows who coordinates a learning track, and who may edit it.",
      retention: "As the track, or until the account is erased.",
      exported: (id) => sql`
      SELECT track_id AS "trackId", title AS track FROM track_coordinator JOIN learning_track t ON t.id = track_id
      WHERE member_id = ${id} ORDER BY t.created_at, 1`,
      erased: ({ memberId }) => [sql`DELETE FROM track_coordinator WHERE member_id = ${memberId}`],
    },
    track_enrolment: {
      purpose: "Places in learning tracks, and who completed them.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT e.id, track_id AS "trackId", title AS track, e.status, enrolled_at AS "enrolledAt", completed_at AS "completedAt"
      FROM track_enrolment e JOIN learning_track t ON t.id = track_id WHERE member_id = ${id} ORDER BY enrolled_at, e.id`,
      erased: ({ memberId }) => [sql`DELETE FROM track_enrolment WHERE member_id = ${memberId}`],
    },
    track_mark: {
      purpose: "Which readings and assignments of learning tracks a member marked as done.",
      retention: "As the enrolment, also after the member left the track, for when they return.",
      exported: (id) => sql`
      SELECT enrolment_id AS "enrolmentId", step_id AS "stepId", s.title AS step, marked_at AS "markedAt"
      FROM track_mark JOIN track_enrolment e ON e.id = enrolment_id JOIN track_step s ON s.id = step_id
      WHERE e.member_id = ${id} ORDER BY marked_at, step_id`,
      erased: ({ memberId }) => [
        sql`DELETE FROM track_mark m USING track_enrolment e WHERE e.id = m.enrolment_id AND e.member_id = ${memberId}`,
      ],
    },
  },
  impersonal: {
    learning_track: { nobody: "Learning tracks of the network.", retention: "Permanently." },
    track_step: { nobody: "Steps of learning tracks.", retention: "As the track." },
    track_position: { nobody: "How far completion follows the event log: one row.", retention: "Permanently." },
    track_theme: { nobody: "Themes of learning tracks.", retention: "As the track." },
  },
};
