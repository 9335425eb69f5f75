import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";
import { collaborationMessagePersonalData } from "./messages/collaboration-message.personal-data.js";

export const collaborationPersonalData: PersonalData = {
  personal: {
    collaboration_member: {
      purpose: "Shows who works together.",
      retention: "Permanently; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT collaboration_id AS "collaborationId", stage, outcome, started_at AS "startedAt",
        read_up_to AS "messagesReadUpTo"
      FROM collaboration_member JOIN collaboration ON collaboration.id = collaboration_id
      WHERE member_id = ${id} ORDER BY started_at, 1`,
      erased: ({ memberId }) => [
        // The import's name for a collaboration is made of the names of its members.
        sql`UPDATE collaboration SET source_id = 'erased:' || id
        WHERE source_id IS NOT NULL AND id IN (SELECT collaboration_id FROM collaboration_member WHERE member_id = ${memberId})`,
      ],
    },
    collaboration_message: collaborationMessagePersonalData,
    collaboration: {
      purpose: "Shows what collaborations lead to.",
      retention: "Permanently, as it is shared by several members.",
      exported: { nothing: "Shared by several members; their collaborations are in `collaboration_member`." },
      erased: ({ memberId }) => [
        sql`UPDATE collaboration SET outcome_author_id = NULL WHERE outcome_author_id = ${memberId}`,
      ],
    },
    collaboration_start: {
      purpose: "Lets members who were at a gathering begin a collaboration there.",
      retention: "Permanently for figures; without a name once the account is erased.",
      exported: (id) => sql`
      SELECT id, gathering_id AS "gatheringId", idea_id AS "ideaId", by_host AS "byHost", takes_part AS "takesPart",
        collaboration_id AS "collaborationId", begun_at AS "begunAt"
      FROM collaboration_start WHERE by_id = ${id} ORDER BY begun_at, id`,
      erased: {
        stays: "Where a collaboration began stays as it was, begun by a former member; requests are withdrawn.",
      },
    },
    collaboration_request: {
      purpose: "Lets a member ask another to work together.",
      retention: "Permanently for figures; the words until one of the two accounts is erased.",
      exported: (id) => sql`
      SELECT collaboration_request.id, CASE WHEN from_id = ${id} THEN 'SENT' ELSE 'RECEIVED' END AS direction,
        CASE WHEN from_id = ${id} THEN to_id ELSE from_id END AS "withId", idea_id AS "ideaId",
        CASE WHEN from_id = ${id} OR (asking.hidden_at IS NULL AND collaboration_request.hidden_at IS NULL) THEN message END AS message, status,
        asked_at AS "askedAt", answered_at AS "answeredAt", collaboration_id AS "collaborationId", joins_id AS "joinsId",
        CASE WHEN coalesce(to_id, answered_by_id) = ${id} THEN decline_reason END AS "declineReason"
      FROM collaboration_request JOIN member asking ON asking.id = from_id
      WHERE ${id} IN (from_id, to_id, answered_by_id) ORDER BY asked_at, collaboration_request.id`,
      // What one wrote to the other tells of both. A row without its words stays, so that figures do; what waits is
      // taken back.
      erased: ({ memberId }) => [
        sql`UPDATE collaboration_request SET message = NULL, decline_reason = NULL WHERE ${memberId} IN (from_id, to_id)`,
        sql`UPDATE collaboration_request SET decline_reason = NULL WHERE answered_by_id = ${memberId}`,
      ],
    },
  },
};
