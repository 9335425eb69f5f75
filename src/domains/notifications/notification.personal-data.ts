import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const notificationPersonalData: PersonalData = {
  personal: {
    notification: {
      purpose: "Notifies members of what concerns them.",
      retention: "180 days, or 90 days after it was read.",
      exported: (id) => sql`
      SELECT id, kind, actor_id AS "actorId", idea_id AS "ideaId", comment_id AS "commentId", gathering_id AS "gatheringId",
        host_mail_id AS "hostMailId", practice_id AS "practiceId", track_id AS "trackId",
        collaboration_request_id AS "collaborationRequestId", collaboration_id AS "collaborationId", message_id AS "messageId", theme_suggestion_id AS "themeSuggestionId", moderation_decision_id AS "moderationDecisionId",
        count, notified_at AS "notifiedAt", read_at AS "readAt"
      FROM notification WHERE member_id = ${id} ORDER BY notified_at, id`,
      // What somebody who left did is no news to anybody; what they let stay stands where it is.
      erased: ({ memberId }) => [sql`DELETE FROM notification WHERE ${memberId} IN (member_id, actor_id)`],
    },
    mail_choice: {
      purpose: "How members want notifications by mail, where they chose.",
      retention: "Until the account is erased.",
      exported: (id) => sql`SELECT kind, delivery FROM mail_choice WHERE member_id = ${id} ORDER BY kind`,
      erased: ({ memberId }) => [sql`DELETE FROM mail_choice WHERE member_id = ${memberId}`],
    },
  },
  impersonal: {
    notification_position: { nobody: "How far notifications are made: one row.", retention: "Permanently." },
  },
};
