import sql, { empty, type Sql } from "sql-template-tag";

/** The erasure of one member, as the statements that do it need it. */
export interface Erasure {
  memberId: string;
  /** The address of the account. */
  email: string;
  /** Whether posts stay, under a former member, or go with the account. */
  keepPosts: boolean;
  now: Date;
}

/** What one table holds about a member, and what becomes of it. */
export interface PersonalTable {
  /** The rows that are the member's, as the export shows them; or why it shows none. */
  exported: ((memberId: string) => Sql) | { nothing: string };
  /** The statements that take away what tells who the member was; or why what is there may stay. */
  erased: ((erasure: Erasure) => Sql[]) | { stays: string };
}

const ofCases = (memberId: string): Sql =>
  sql`(SELECT case_id FROM moderation_case_member WHERE member_id = ${memberId})`;

/**
 * Every table with a member in it. Export and erasure go through this list and nothing else; a test compares it with the database,
 * so that a new table must say what it does with a member's data.
 */
export const personalTables: Record<string, PersonalTable> = {
  account: {
    exported: (id) => sql`
      SELECT email, roles::text[] AS roles, language, email_notifications AS "emailNotifications",
        email_confirmed_at AS "emailConfirmedAt", password_hash IS NOT NULL AS "hasPassword"
      FROM account WHERE member_id = ${id}`,
    erased: ({ memberId }) => [sql`DELETE FROM account WHERE member_id = ${memberId}`],
  },
  member: {
    exported: (id) => sql`
      SELECT member.id, member.name, headline, bio, organisation.name AS organisation, member.sector, experience,
        languages::text[] AS languages, joined_at AS "joinedAt", matchable, profile_visibility AS "profileVisibility",
        share_attendance AS "shareAttendance", hidden_at AS "hiddenAt", suspended_until AS "suspendedUntil",
        source, source_id AS "sourceId"
      FROM member LEFT JOIN organisation ON organisation.id = organisation_id WHERE member.id = ${id}`,
    // Sector, experience and the day of joining stay, so that figures do: they are those of many.
    erased: ({ memberId, now }) => [
      sql`UPDATE member SET name = '', headline = NULL, bio = NULL, organisation_id = NULL, languages = '{}',
        matchable = false, share_attendance = false, profile_visibility = 'EVERYBODY', hidden_at = NULL, suspended_until = NULL, erased_at = ${now},
        joined_at = date_trunc('day', joined_at, 'UTC')
      WHERE id = ${memberId}`,
    ],
  },
  interest: {
    exported: (id) => sql`
      SELECT theme.slug AS theme, stance FROM interest JOIN theme ON theme.id = theme_id
      WHERE member_id = ${id} ORDER BY theme.slug`,
    erased: ({ memberId }) => [sql`DELETE FROM interest WHERE member_id = ${memberId}`],
  },
  idea: {
    exported: (id) => sql`
      SELECT id, kind, title, body, language, status, posted_at AS "postedAt", edited_at AS "editedAt",
        hidden_at AS "hiddenAt", ARRAY(
          SELECT theme.slug FROM idea_theme JOIN theme ON theme.id = theme_id WHERE idea_id = idea.id ORDER BY position
        ) AS themes
      FROM idea WHERE author_id = ${id} ORDER BY posted_at, id`,
    // What was withdrawn was for its author's eyes alone. A row without its texts stays, so that figures do.
    erased: ({ memberId, keepPosts }) => [
      sql`UPDATE idea SET idempotency_key = NULL WHERE author_id = ${memberId} AND idempotency_key IS NOT NULL`,
      sql`UPDATE idea SET title = '', body = '', status = 'WITHDRAWN', version = version + 1
        WHERE author_id = ${memberId} ${keepPosts ? sql`AND status = 'WITHDRAWN'` : empty}`,
    ],
  },
  comment: {
    exported: (id) => sql`
      SELECT id, idea_id AS "ideaId", reply_to_id AS "replyToId", body, posted_at AS "postedAt", hidden_at AS "hiddenAt"
      FROM comment WHERE author_id = ${id} ORDER BY posted_at, id`,
    erased: ({ memberId, keepPosts, now }) =>
      keepPosts ? [] : [sql`UPDATE comment SET body = '', removed_at = ${now} WHERE author_id = ${memberId}`],
  },
  support: {
    exported: (id) => sql`
      SELECT idea_id AS "ideaId", supported_at AS "supportedAt" FROM support
      WHERE member_id = ${id} ORDER BY supported_at, idea_id`,
    erased: { stays: "A former member's backing counts for the idea, and nobody is told whose it is." },
  },
  registration: {
    exported: (id) => sql`
      SELECT registration.id, gathering_id AS "gatheringId", gathering.title AS gathering, registration.status,
        registered_at AS "registeredAt", checked_in_at AS "checkedInAt"
      FROM registration JOIN gathering ON gathering.id = gathering_id
      WHERE member_id = ${id} ORDER BY registered_at, registration.id`,
    erased: { stays: "Figures of who took part stay as they were; places at gatherings to come are given back." },
  },
  gathering_host: {
    exported: (id) => sql`
      SELECT gathering_id AS "gatheringId", title AS gathering, starts_at AS "startsAt"
      FROM gathering_host JOIN gathering ON gathering.id = gathering_id WHERE member_id = ${id} ORDER BY starts_at, 1`,
    erased: { stays: "The gathering was hosted, now by a former member." },
  },
  collaboration_member: {
    exported: (id) => sql`
      SELECT collaboration_id AS "collaborationId", stage, outcome, started_at AS "startedAt"
      FROM collaboration_member JOIN collaboration ON collaboration.id = collaboration_id
      WHERE member_id = ${id} ORDER BY started_at, 1`,
    erased: ({ memberId }) => [
      // The import's name for a collaboration is made of the names of its members.
      sql`UPDATE collaboration SET source_id = 'erased:' || id
        WHERE source_id IS NOT NULL AND id IN (SELECT collaboration_id FROM collaboration_member WHERE member_id = ${memberId})`,
    ],
  },
  block: {
    exported: (id) => sql`
      SELECT blocked_id AS "blockedId", blocked_at AS "blockedAt" FROM block WHERE blocker_id = ${id} ORDER BY blocked_at`,
    erased: ({ memberId }) => [sql`DELETE FROM block WHERE ${memberId} IN (blocker_id, blocked_id)`],
  },
  collaboration_request: {
    exported: (id) => sql`
      SELECT collaboration_request.id, CASE WHEN from_id = ${id} THEN 'SENT' ELSE 'RECEIVED' END AS direction,
        CASE WHEN from_id = ${id} THEN to_id ELSE from_id END AS "withId", idea_id AS "ideaId",
        CASE WHEN from_id = ${id} OR asking.hidden_at IS NULL THEN message END AS message, status,
        asked_at AS "askedAt", answered_at AS "answeredAt", collaboration_id AS "collaborationId",
        CASE WHEN to_id = ${id} THEN decline_reason END AS "declineReason"
      FROM collaboration_request JOIN member asking ON asking.id = from_id
      WHERE ${id} IN (from_id, to_id) ORDER BY asked_at, collaboration_request.id`,
    // What one wrote to the other tells of both. A row without its words stays, so that figures do; what waits is taken back.
    erased: ({ memberId }) => [
      sql`UPDATE collaboration_request SET message = NULL, decline_reason = NULL WHERE ${memberId} IN (from_id, to_id)`,
    ],
  },
  suggestion_dismissal: {
    exported: (id) => sql`
      SELECT dismissed_id AS "dismissedId", reason, dismissed_at AS "dismissedAt" FROM suggestion_dismissal
      WHERE member_id = ${id} ORDER BY dismissed_at, 1`,
    erased: ({ memberId }) => [sql`DELETE FROM suggestion_dismissal WHERE ${memberId} IN (member_id, dismissed_id)`],
  },
  suggestion_impression: {
    exported: (id) => sql`
      SELECT shown_id AS "shownId", days, last_shown_on::text AS "lastShownOn" FROM suggestion_impression
      WHERE member_id = ${id} ORDER BY last_shown_on, 1`,
    erased: ({ memberId }) => [sql`DELETE FROM suggestion_impression WHERE ${memberId} IN (member_id, shown_id)`],
  },
  suggestion_exposure: {
    exported: (id) => sql`SELECT viewers, discount FROM suggestion_exposure WHERE member_id = ${id}`,
    erased: ({ memberId }) => [sql`DELETE FROM suggestion_exposure WHERE member_id = ${memberId}`],
  },
  session: {
    exported: (id) => sql`
      SELECT signed_in_at AS "signedInAt", last_used_at AS "lastUsedAt", user_agent AS "userAgent"
      FROM session WHERE member_id = ${id} ORDER BY signed_in_at`,
    erased: ({ memberId }) => [sql`DELETE FROM session WHERE member_id = ${memberId}`],
  },
  email_token: {
    exported: {
      nothing: "Links that were mailed and are still good: secrets that last an hour, with nothing to tell.",
    },
    erased: ({ memberId, email }) => [
      sql`DELETE FROM email_token WHERE member_id = ${memberId} OR new_email = ${email}`,
    ],
  },
  external_identity: {
    exported: (id) => sql`
      SELECT issuer, subject, linked_at AS "linkedAt" FROM external_identity WHERE member_id = ${id} ORDER BY linked_at`,
    erased: ({ memberId }) => [sql`DELETE FROM external_identity WHERE member_id = ${memberId}`],
  },
  sign_in_code: {
    exported: { nothing: "Codes of a sign-in under way: secrets that last a minute." },
    erased: ({ memberId }) => [sql`DELETE FROM sign_in_code WHERE member_id = ${memberId}`],
  },
  pending_sign_up: {
    exported: { nothing: "A sign-up is nobody's before it is confirmed, and is forgotten after a day." },
    erased: ({ email }) => [sql`DELETE FROM pending_sign_up WHERE email = ${email}`],
  },
  outbox: {
    exported: { nothing: "Mails on their way to the member." },
    erased: ({ memberId, email }) => [
      sql`DELETE FROM outbox WHERE position(${memberId}::text IN payload::text) > 0
        OR position(to_json(${email}::text)::text IN payload::text) > 0`,
    ],
  },
  cost_budget: {
    exported: { nothing: "What was spent in the last minutes, for which `rateLimit` is there." },
    erased: ({ memberId }) => [sql`DELETE FROM cost_budget WHERE position(${memberId}::text IN payer) > 0`],
  },
  report: {
    exported: (id) => sql`
      SELECT report.id, subject_kind AS "subjectKind", subject_id AS "subjectId", reason, note, reported_at AS "reportedAt"
      FROM report JOIN moderation_case ON moderation_case.id = case_id WHERE reporter_id = ${id} ORDER BY reported_at`,
    erased: ({ memberId }) => [
      sql`UPDATE report SET note = NULL
        WHERE note IS NOT NULL AND (reporter_id = ${memberId} OR case_id IN ${ofCases(memberId)})`,
    ],
  },
  moderation_case_member: {
    exported: (id) => sql`
      SELECT decision.id AS "decisionId", subject_kind AS "subjectKind", subject_id AS "subjectId", decision.kind,
        decision.reason, decision.suspended_until AS "suspendedUntil", decided_at AS "decidedAt",
        reversed_at AS "reversedAt", reversal_reason AS "reversalReason"
      FROM moderation_case_member
      JOIN moderation_case ON moderation_case.id = moderation_case_member.case_id
      JOIN moderation_decision decision ON decision.case_id = moderation_case.id
      WHERE moderation_case_member.member_id = ${id} AND decision.kind <> 'DISMISS' ORDER BY decided_at`,
    erased: { stays: "That a case was about a former member; the words about them go." },
  },
  moderation_decision: {
    exported: {
      nothing: "Told with the cases that are about the member; what they decided as a moderator is the network's.",
    },
    erased: ({ memberId }) => [
      // A co-host who is still there keeps being told why.
      sql`UPDATE moderation_decision SET reason = NULL, reversal_reason = NULL WHERE case_id IN ${ofCases(memberId)}
        AND NOT EXISTS (
          SELECT FROM moderation_case_member other JOIN member ON member.id = other.member_id
          WHERE other.case_id = moderation_decision.case_id AND member.id <> ${memberId} AND erased_at IS NULL)`,
    ],
  },
  audit_entry: {
    exported: { nothing: "The trail of what moderators and administrators decided, for administrators alone." },
    // Before the messages go, as what was noted of them goes along.
    erased: ({ memberId, email }) => [
      sql`UPDATE audit_entry SET reason = NULL WHERE reason IS NOT NULL AND (
        affected_id = ${memberId} OR subject_id = ${memberId}
        OR subject_id IN (SELECT id FROM message WHERE member_id = ${memberId} OR lower(email) = ${email})
        OR detail->>'decisionId' IN (SELECT id::text FROM moderation_decision WHERE case_id IN ${ofCases(memberId)}))`,
    ],
  },
  message: {
    exported: (id) => sql`
      SELECT id, body, decision_id AS "decisionId", left_at AS "leftAt", handled_at AS "handledAt"
      FROM message WHERE member_id = ${id} ORDER BY left_at`,
    erased: ({ memberId, email }) => [
      sql`DELETE FROM message WHERE member_id = ${memberId} OR lower(email) = ${email}`,
    ],
  },
  notification: {
    exported: (id) => sql`
      SELECT id, kind, actor_id AS "actorId", idea_id AS "ideaId", comment_id AS "commentId", gathering_id AS "gatheringId",
        collaboration_request_id AS "collaborationRequestId", moderation_decision_id AS "moderationDecisionId",
        notified_at AS "notifiedAt", read_at AS "readAt"
      FROM notification WHERE member_id = ${id} ORDER BY notified_at, id`,
    // What somebody who left did is no news to anybody; what they let stay stands where it is.
    erased: ({ memberId }) => [sql`DELETE FROM notification WHERE ${memberId} IN (member_id, actor_id)`],
  },
  event: {
    exported: { nothing: "Ids of what is in the other tables, in the order of happening." },
    erased: { stays: "Holds ids and enum values alone: an id tells nothing once its row is without a name." },
  },
};

/** The other tables, each with why no member is in it. */
export const impersonalTables: Record<string, string> = {
  organisation: "A member's organisation; one that nobody is left in goes with its last member.",
  theme: "The vocabulary.",
  idea_theme: "Themes of ideas.",
  gathering: "Written by its hosts for everybody.",
  gathering_theme: "Themes of gatherings.",
  collaboration: "Shared by several members; its tie to each is in `collaboration_member`.",
  refresh_token: "Hashes that belong to a session, and go with it.",
  attempt: "Hashes of what was tried in the last minutes.",
  oidc_login: "A sign-in under way, of nobody yet.",
  forgotten_identity: "Hashes of identities that are not to come back by an old token.",
  ranker_model: "What suggestions are ranked by: weights of features, and how they were judged.",
  suggestion_exposure_figures: "How evenly all members were suggested: one row.",
  moderation_case: "What was reported; whom it is about is in `moderation_case_member`.",
  notification_position: "How far notifications are made: one row.",
  event_log_start: "Where the event log begins: one row.",
  migrations: "The migrations that were run.",
};
