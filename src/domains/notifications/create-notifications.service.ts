import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { deliveryOf, nextDigest } from "./mails/mail-choices.js";
import type { Due, Recipients } from "./recipients.reads.js";
import { maySeeNotification } from "./notification.reads.js";

/**
 * Creates the notifications of the next events after `passed` and stores the new position in the same transaction, so
 * that each notification is created exactly once. Only one process at a time holds the position; returns false while
 * another does.
 */
export async function makeNotifications(
  tx: TransactionContext,
  recipients: Recipients,
  passed: number,
  max: number,
): Promise<boolean> {
  const held = await tx.db.query(sql`SELECT 1 FROM notification_position FOR UPDATE SKIP LOCKED`);
  if (held.length === 0) return false;
  const events = await recipients.eventsAfter(tx.db, passed, max);
  const last = events.at(-1);
  if (!last) return true;
  const notifiedAt = tx.now();
  const due = gathered(await withoutFormer(tx, await recipients.dueOf(tx.db, events)));
  const made = due.length === 0 ? [] : await store(tx, due, notifiedAt);
  await tx.db.query(sql`UPDATE notification_position SET position = ${last.position}`);
  for (const { id, memberId } of made) tx.announce({ kind: "notification.made", subjectId: id, data: { memberId } });
  return true;
}

/** What is to be notified of, with how many events. */
type Gathered = Due & { count: number };

/** The events of one kind about one thing become one notification for each member. */
function gathered(due: Due[]): Gathered[] {
  const byThing = new Map<string, Gathered>();
  for (const one of due) {
    const thing = `${one.memberId} ${one.kind} ${one.aboutId}`;
    const former = byThing.get(thing);
    // The latest stands for all, in the order of the events.
    byThing.delete(thing);
    byThing.set(thing, former ? joined(former, one) : { ...one, count: 1 });
  }
  return [...byThing.values()];
}

const joined = (former: Gathered, one: Due): Gathered => ({
  ...one,
  count: former.count + 1,
  actorId: former.actorId === one.actorId ? one.actorId : null,
  commentId: null,
});

/**
 * Stores notifications, or gathers them in the unread ones about the same things. What is not visible any more, as its
 * comment was hidden, is replaced.
 */
function store(tx: TransactionContext, due: Gathered[], notifiedAt: Date): Promise<{ id: string; memberId: string }[]> {
  const rows = due.map((one) => ({ ...one, id: tx.newId() }));
  const delivery = deliveryOf(sql`row."memberId"`, sql`row.kind`);
  return tx.db.query(sql`
    INSERT INTO notification AS e (id, member_id, kind, event_position, actor_id, idea_id, comment_id, gathering_id, host_mail_id,
      practice_id, track_id, collaboration_request_id, collaboration_id, message_id, theme_suggestion_id, moderation_decision_id, about_id, count, notified_at, mail_due_at, mail_in_digest)
    SELECT id, "memberId", kind, "eventPosition", "actorId", "ideaId", "commentId", "gatheringId", "hostMailId",
      "practiceId", "trackId", "collaborationRequestId", "collaborationId", "messageId", "themeSuggestionId", "moderationDecisionId", "aboutId", count, ${notifiedAt},
      CASE delivery WHEN 'AT_ONCE' THEN ${notifiedAt}::timestamptz WHEN 'DAILY' THEN ${nextDigest(sql`"memberId"`, notifiedAt)} END,
      coalesce(delivery = 'DAILY', false)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, "memberId" uuid, kind notification_kind,
      "eventPosition" bigint, "actorId" uuid, "ideaId" uuid, "commentId" uuid, "gatheringId" uuid, "hostMailId" uuid,
      "practiceId" uuid, "trackId" uuid, "collaborationRequestId" uuid, "collaborationId" uuid, "messageId" uuid, "themeSuggestionId" uuid, "moderationDecisionId" uuid, "aboutId" uuid, count integer),
      LATERAL (SELECT ${delivery} AS delivery) AS mails
    ON CONFLICT (member_id, kind, about_id) WHERE read_at IS NULL DO UPDATE SET
      (count, actor_id, comment_id, event_position, notified_at) = (
        SELECT
          CASE WHEN is_visible THEN e.count ELSE 0 END + excluded.count,
          CASE WHEN is_visible AND e.actor_id IS DISTINCT FROM excluded.actor_id THEN NULL ELSE excluded.actor_id END,
          CASE WHEN is_visible THEN NULL ELSE excluded.comment_id END,
          excluded.event_position, excluded.notified_at
        FROM (SELECT ${maySeeNotification({ callerId: sql`e.member_id` })} AS is_visible) AS former),
      -- What waits for a digest does not wait for a later one; LEAST passes over NULL.
      mail_due_at = least(e.mail_due_at, excluded.mail_due_at), mail_in_digest = excluded.mail_in_digest
    RETURNING id, member_id AS "memberId"`);
}

/**
 * Drops notifications from and to erased members. The others are locked: they cannot be erased before these rows exist,
 * and are then erased with them.
 */
async function withoutFormer(tx: TransactionContext, due: Due[]): Promise<Due[]> {
  const ids = [
    ...new Set(due.flatMap(({ memberId, actorId }) => (actorId === null ? [memberId] : [memberId, actorId]))),
  ];
  const rows = await tx.db.query<{ id: string }>(
    sql`SELECT id FROM member WHERE id = ANY(${ids}::uuid[]) AND erased_at IS NULL ORDER BY id FOR KEY SHARE`,
  );
  const present = new Set(rows.map(({ id }) => id));
  return due.filter(({ memberId, actorId }) => present.has(memberId) && (actorId === null || present.has(actorId)));
}
