import sql, { join, type Sql } from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { eventColumns, eventOf, type EventRow } from "../../core/event-log/event-rows.js";
import type { EventKind, LoggedEvent } from "../../core/event-log/events.js";
import { awaitsFirstSignIn } from "../identity/activity.js";
import type { Notification } from "./notification.entity.js";
import type { NotificationRule } from "../../core/notifications/notification-kind.js";
import { maySeeNotification } from "./notification.reads.js";

/** What a notification is made of. */
export type Due = Omit<Notification, "id" | "count" | "notifiedAt" | "readAt" | "mailDueAt" | "mailInDigest">;

/** Finds in the event log whom to notify, by the rules that the domains declare. */
export class Recipients {
  /** The kinds of event that somebody may be notified of. */
  readonly eventKinds: EventKind[];

  constructor(private readonly rules: readonly NotificationRule[]) {
    this.eventKinds = [...new Set(rules.map(({ on }) => on))];
  }

  /** Whether an event may notify anybody, as far as it says itself. */
  mayNotify(event: LoggedEvent): boolean {
    return this.rules.some((rule) => concerns(rule, event));
  }

  /**
   * The next events of these kinds after a position, or after that up to which notifications were made if it is
   * greater.
   */
  async eventsAfter(db: Connection, position: number, max: number): Promise<LoggedEvent[]> {
    const rows = await db.query<EventRow>(sql`
      SELECT ${eventColumns} FROM event
      WHERE position > greatest(${position}::bigint, (SELECT position FROM notification_position))
        AND kind = ANY(${this.eventKinds}) ORDER BY position LIMIT ${max}`);
    return rows.map(eventOf);
  }

  /**
   * The notifications that events give, in their order: to those alone who may see what it is about, did not do it
   * themselves, and have signed in if they were imported.
   */
  async dueOf(db: Connection, events: LoggedEvent[]): Promise<Due[]> {
    // The other rules would give nothing, and planning all of them takes longer than finding whom to notify.
    const selects = this.rules.filter((rule) => events.some((event) => concerns(rule, event))).map(selected);
    if (selects.length === 0) return [];
    return db.query<Due>(sql`
    WITH event AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        AS page (position bigint, kind text, "subjectId" uuid, data jsonb)),
    e AS (${join(selects, " UNION ALL ")})
    SELECT position AS "eventPosition", member_id AS "memberId", kind, actor_id AS "actorId", idea_id AS "ideaId",
      comment_id AS "commentId", gathering_id AS "gatheringId", host_mail_id AS "hostMailId", collaboration_request_id AS "collaborationRequestId",
      moderation_decision_id AS "moderationDecisionId", collaboration_id AS "collaborationId", practice_id AS "practiceId",
      message_id AS "messageId", track_id AS "trackId", theme_suggestion_id AS "themeSuggestionId",
      coalesce(CASE WHEN comment_id IS NOT NULL THEN idea_id END, host_mail_id, gathering_id, collaboration_request_id,
        moderation_decision_id, collaboration_id, practice_id, message_id, track_id, theme_suggestion_id, idea_id) AS "aboutId"
    FROM e WHERE e.member_id IS DISTINCT FROM e.actor_id AND ${maySeeNotification({ callerId: sql`e.member_id` })}
      AND NOT ${awaitsFirstSignIn(sql`e.member_id`)}
    ORDER BY position, member_id`);
  }
}

const concerns = (rule: NotificationRule, event: LoggedEvent): boolean =>
  rule.on === event.kind && (rule.concerns?.(event) ?? true);

function selected({
  on,
  from,
  member,
  kind,
  actor,
  idea,
  comment,
  gathering,
  hostMail,
  practice,
  track,
  request,
  collaboration,
  message,
  themeSuggestion,
  decision,
}: NotificationRule): Sql {
  const column = (value: Sql | undefined, name: Sql): Sql => sql`${value ?? sql`NULL`}::uuid AS ${name}`;
  return sql`
    SELECT event.position, ${column(member, sql`member_id`)}, ${kind} AS kind, ${column(actor, sql`actor_id`)},
      ${column(idea, sql`idea_id`)}, ${column(comment, sql`comment_id`)}, ${column(gathering, sql`gathering_id`)},
      ${column(hostMail, sql`host_mail_id`)}, ${column(practice, sql`practice_id`)}, ${column(track, sql`track_id`)},
      ${column(request, sql`collaboration_request_id`)}, ${column(collaboration, sql`collaboration_id`)},
      ${column(message, sql`message_id`)}, ${column(themeSuggestion, sql`theme_suggestion_id`)},
      ${column(decision, sql`moderation_decision_id`)}
    FROM event ${from} WHERE event.kind = ${on}`;
}
