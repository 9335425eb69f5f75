import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const messagePersonalData: PersonalData = {
  personal: {
    message: {
      purpose: "Lets anybody write to the coordinators, and appeal against decisions.",
      retention: "Until the account, or that of the address, is erased; what looks like spam or was discarded 30 days.",
      exported: (id) => sql`
      SELECT id, body, decision_id AS "decisionId", left_at AS "leftAt", handled_at AS "handledAt",
        answered_at AS "answeredAt", language
      FROM message WHERE member_id = ${id} ORDER BY left_at`,
      erased: ({ memberId, email }) => [
        // Another moderator is to handle what was assigned to this one.
        sql`UPDATE message SET assignee_id = NULL WHERE assignee_id = ${memberId}`,
        sql`DELETE FROM message WHERE member_id = ${memberId} OR lower(email) = ${email}`,
      ],
    },
    message_sharing: {
      purpose: "Asks who left a message whether it may be shared.",
      retention: "As the message.",
      exported: (id) => sql`
      SELECT e.id, e.message_id AS "messageId", e.shared_as AS "sharedAs", e.status, e.title, e.body, e.starts_at AS "startsAt",
        e.proposed_at AS "proposedAt", e.answered_at AS "answeredAt", e.idea_id AS "ideaId", e.gathering_id AS "gatheringId"
      FROM message_sharing e JOIN message m ON m.id = e.message_id WHERE m.member_id = ${id} ORDER BY e.proposed_at, e.id`,
      // What is shared by link is a moderator's, who is not there any more.
      erased: ({ memberId }) => [
        sql`UPDATE message_sharing SET status = 'WITHDRAWN' WHERE proposed_by_id = ${memberId} AND status = 'PROPOSED'`,
      ],
    },
    message_answer: {
      purpose: "Answers messages to the coordinators.",
      retention: "As the message.",
      // To the member's messages, and by the member as a moderator.
      exported: (id) => sql`
      SELECT e.id, e.message_id AS "messageId", e.body, e.answered_at AS "answeredAt", e.answered_by_id = ${id} AS "byMember"
      FROM message_answer e JOIN message m ON m.id = e.message_id
      WHERE m.member_id = ${id} OR e.answered_by_id = ${id} ORDER BY e.answered_at, e.id`,
      erased: { stays: "It goes with the message; one that a former moderator wrote is the network's." },
    },
  },
};
