import sql from "sql-template-tag";
import type { PersonalTable } from "../../../core/access/personal-data.js";

export const collaborationMessagePersonalData: PersonalTable = {
  purpose: "Lets the members of a collaboration write to each other.",
  retention: "Permanently for who was written to; the words until the account of their author is erased.",
  exported: (id) => sql`
      SELECT id, collaboration_id AS "collaborationId", body, sent_at AS "sentAt", hidden_at AS "hiddenAt"
      FROM collaboration_message WHERE author_id = ${id} ORDER BY sent_at, id`,
  // They were for a few, and no posts: they go whatever becomes of those.
  erased: ({ memberId, now }) => [
    sql`UPDATE collaboration_message SET body = '', removed_at = ${now} WHERE author_id = ${memberId}`,
  ],
};
