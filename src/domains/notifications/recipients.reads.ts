import sql, { join, type Sql } from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { eventColumns, eventOf, type EventRow } from "../../core/event-log/event-rows.js";
import type { EventKind, LoggedEvent } from "../../core/event-log/events.js";
import type { Notification } from "./notification.entity.js";
import { NotificationKind } from "./notification.enums.js";
import { maySeeNotification } from "./notification.reads.js";

/** What a notification is made of. */
export type Due = Omit<Notification, "id" | "notifiedAt" | "readAt">;

/** Whom events tell what, in SQL: the rows of `from`, each joined to its `event`. */
interface Rule {
  from: Sql;
  member: Sql;
  kind: Sql;
  actor?: Sql;
  idea?: Sql;
  comment?: Sql;
  gathering?: Sql;
  request?: Sql;
  decision?: Sql;
}

const kind = (value: NotificationKind): Sql => sql`${value}::text`;
const decided = {
  from: sql`JOIN moderation_decision decision ON decision.id = (event.data->>'decisionId')::uuid
    JOIN moderation_case_member affected ON affected.case_id = decision.case_id`,
  member: sql`affected.member_id`,
  decision: sql`decision.id`,
};
const asked = {
  from: sql`JOIN collaboration_request request ON request.id = event."subjectId"`,
  idea: sql`request.idea_id`,
  request: sql`request.id`,
};

/** Each kind of event that somebody is notified of. One event gives one member one notification at most. */
const rules: Partial<Record<EventKind, Rule[]>> = {
  "comment.added": [
    {
      from: sql`JOIN comment ON comment.id = event."subjectId" JOIN comment answered ON answered.id = comment.reply_to_id`,
      member: sql`answered.author_id`,
      kind: kind(NotificationKind.COMMENT_REPLIED),
      actor: sql`comment.author_id`,
      idea: sql`comment.idea_id`,
      comment: sql`comment.id`,
    },
    {
      // Who is told as the author of the comment that was answered is not told as the idea's, too.
      from: sql`JOIN comment ON comment.id = event."subjectId" LEFT JOIN comment answered ON answered.id = comment.reply_to_id
        JOIN idea ON idea.id = comment.idea_id AND idea.author_id IS DISTINCT FROM answered.author_id`,
      member: sql`idea.author_id`,
      kind: kind(NotificationKind.IDEA_COMMENTED),
      actor: sql`comment.author_id`,
      idea: sql`comment.idea_id`,
      comment: sql`comment.id`,
    },
  ],
  "collaboration.requested": [
    {
      ...asked,
      member: sql`request.to_id`,
      actor: sql`request.from_id`,
      kind: kind(NotificationKind.COLLABORATION_REQUESTED),
    },
  ],
  "collaboration.answered": [
    {
      ...asked,
      member: sql`request.from_id`,
      actor: sql`request.to_id`,
      kind: sql`CASE WHEN (event.data->>'accepted')::boolean THEN ${kind(NotificationKind.COLLABORATION_ACCEPTED)}
        ELSE ${kind(NotificationKind.COLLABORATION_DECLINED)} END`,
    },
  ],
  "registration.changed": [
    {
      from: sql`JOIN registration ON registration.id = event."subjectId" AND (event.data->>'promoted')::boolean`,
      member: sql`registration.member_id`,
      kind: kind(NotificationKind.PLACE_GIVEN),
      gathering: sql`registration.gathering_id`,
    },
  ],
  "moderation.decided": [{ ...decided, kind: kind(NotificationKind.MODERATION_DECIDED) }],
  "moderation.reversed": [{ ...decided, kind: kind(NotificationKind.MODERATION_REVERSED) }],
};

/** The kinds of event that somebody may be notified of. */
export const notifyingKinds = Object.keys(rules) as EventKind[];

/** The next events of these kinds after a position, or after that up to which notifications were made if it is greater. */
export async function eventsAfter(db: Connection, position: number, max: number): Promise<LoggedEvent[]> {
  const rows = await db.query<EventRow>(sql`
    SELECT ${eventColumns} FROM event
    WHERE position > greatest(${position}::bigint, (SELECT position FROM notification_position))
      AND kind = ANY(${notifyingKinds}) ORDER BY position LIMIT ${max}`);
  return rows.map(eventOf);
}

/** The notifications that events give, in their order: to those alone who may see what it is about, and did not do it themselves. */
export async function dueOf(db: Connection, events: LoggedEvent[]): Promise<Due[]> {
  if (events.length === 0) return [];
  const selects = Object.entries(rules).flatMap(([name, ofKind]) => ofKind.map((rule) => selected(name, rule)));
  return db.query<Due>(sql`
    WITH event AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        AS page (position bigint, kind text, "subjectId" uuid, data jsonb)),
    e AS (${join(selects, " UNION ALL ")})
    SELECT position AS "eventPosition", member_id AS "memberId", kind, actor_id AS "actorId", idea_id AS "ideaId",
      comment_id AS "commentId", gathering_id AS "gatheringId", collaboration_request_id AS "collaborationRequestId",
      moderation_decision_id AS "moderationDecisionId"
    FROM e WHERE e.member_id IS DISTINCT FROM e.actor_id AND ${maySeeNotification({ callerId: sql`e.member_id` })}
    ORDER BY position, member_id`);
}

function selected(
  eventKind: string,
  { from, member, kind, actor, idea, comment, gathering, request, decision }: Rule,
): Sql {
  const column = (value: Sql | undefined, name: Sql): Sql => sql`${value ?? sql`NULL`}::uuid AS ${name}`;
  return sql`
    SELECT event.position, ${column(member, sql`member_id`)}, ${kind} AS kind, ${column(actor, sql`actor_id`)},
      ${column(idea, sql`idea_id`)}, ${column(comment, sql`comment_id`)}, ${column(gathering, sql`gathering_id`)},
      ${column(request, sql`collaboration_request_id`)}, ${column(decision, sql`moderation_decision_id`)}
    FROM event ${from} WHERE event.kind = ${eventKind}`;
}
