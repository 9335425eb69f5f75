import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const messagePersonalData: PersonalData = {
  personal: {
    message: {
      purpose: "Lets anybody write to the coordinators, and appeal against decisions.",
      retention: "Until the account, or that of the address, is erased.",
      exported: (id) => sql`
      SELECT id, body, decision_id AS "decisionId", left_at AS "leftAt", handled_at AS "handledAt"
      FROM message WHERE member_id = ${id} ORDER BY left_at`,
      erased: ({ memberId, email }) => [
        // Another moderator is to handle what was assigned to this one.
        sql`UPDATE message SET assignee_id = NULL WHERE assignee_id = ${memberId}`,
        sql`DELETE FROM message WHERE member_id = ${memberId} OR lower(email) = ${email}`,
      ],
    },
  },
};
