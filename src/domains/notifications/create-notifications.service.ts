import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import type { Due, Recipients } from "./recipients.reads.js";
import { Notification } from "./notification.entity.js";

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
  const made = (await withoutFormer(tx, await recipients.dueOf(tx.db, events))).map((due) => ({
    ...due,
    id: tx.newId(),
    notifiedAt,
    readAt: null,
  }));
  if (made.length > 0) await tx.manager.insert(Notification, made);
  await tx.db.query(sql`UPDATE notification_position SET position = ${last.position}`);
  for (const { id, memberId } of made) tx.announce({ kind: "notification.made", subjectId: id, data: { memberId } });
  return true;
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
