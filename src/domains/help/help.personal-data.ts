import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const helpPersonalData: PersonalData = {
  personal: {
    help_request: {
      purpose: "Lets a member ask another for help with a question.",
      retention: "Permanently for figures; the words until one of the two accounts is erased.",
      exported: (id) => sql`
      SELECT help_request.id, CASE WHEN from_id = ${id} THEN 'SENT' ELSE 'RECEIVED' END AS direction,
        CASE WHEN from_id = ${id} THEN to_id ELSE from_id END AS "withId", idea_id AS "ideaId",
        CASE WHEN from_id = ${id} OR (asking.hidden_at IS NULL AND help_request.hidden_at IS NULL) THEN message END AS message,
        status, asked_at AS "askedAt", answered_at AS "answeredAt", comment_id AS "commentId"
      FROM help_request JOIN member asking ON asking.id = from_id
      WHERE ${id} IN (from_id, to_id) ORDER BY asked_at, help_request.id`,
      // What one wrote to the other tells of both. A row without its words stays, so that figures do; what waits is
      // withdrawn.
      erased: ({ memberId }) => [sql`UPDATE help_request SET message = NULL WHERE ${memberId} IN (from_id, to_id)`],
    },
  },
};
