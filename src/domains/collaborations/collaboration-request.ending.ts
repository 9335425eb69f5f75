import sql, { type Sql } from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { lockMembers } from "./collaboration-request.locks.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";

type Unanswered = CollaborationRequestStatus.WITHDRAWN | CollaborationRequestStatus.EXPIRED;

/** Ends the pending requests among `requests`, an SQL condition, and tells the log; gives how many there were. */
async function end(tx: TransactionContext, requests: Sql, status: Unanswered): Promise<number> {
  const answeredAt = status === CollaborationRequestStatus.EXPIRED ? null : tx.now();
  const ended = await tx.db.query<{ id: string; fromId: string; toId: string }>(sql`
    WITH ended AS (
      UPDATE collaboration_request SET status = ${status}, answered_at = ${answeredAt}
      WHERE status = 'PENDING' AND ${requests} RETURNING id, from_id AS "fromId", to_id AS "toId")
    SELECT * FROM ended ORDER BY id`);
  for (const { id, fromId, toId } of ended)
    tx.announce({ kind: "collaboration.unanswered", subjectId: id, data: { fromId, toId, status } });
  return ended.length;
}

const between = (a: string, b: string): Sql =>
  sql`((from_id = ${a} AND to_id = ${b}) OR (from_id = ${b} AND to_id = ${a}))`;

/** Writes down which requests between two members have run out. */
export const expireBetween = (tx: TransactionContext, a: string, b: string): Promise<number> =>
  end(tx, sql`expires_at <= ${tx.now()} AND ${between(a, b)}`, CollaborationRequestStatus.EXPIRED);

/**
 * Writes down which requests have run out, the oldest first, as many as told. One that somebody else holds is left to them, or to
 * the next time: this waits for nobody, so it may lock requests without their members.
 */
export const expireOldest = (tx: TransactionContext, max: number): Promise<number> =>
  end(
    tx,
    sql`id IN (
      SELECT id FROM collaboration_request WHERE status = 'PENDING' AND expires_at <= ${tx.now()}
      ORDER BY expires_at LIMIT ${max} FOR UPDATE SKIP LOCKED)`,
    CollaborationRequestStatus.EXPIRED,
  );

/** Takes back what a member asked and was asked, as they leave; what had run out by then has expired. */
export async function withdrawAllOf(tx: TransactionContext, memberId: string): Promise<void> {
  const theirs = sql`${memberId} IN (from_id, to_id)`;
  await end(tx, sql`expires_at <= ${tx.now()} AND ${theirs}`, CollaborationRequestStatus.EXPIRED);
  await end(tx, theirs, CollaborationRequestStatus.WITHDRAWN);
}

/** Takes back what two members asked each other: one of them blocked the other. */
export async function withdrawBetween(tx: TransactionContext, a: string, b: string): Promise<void> {
  await lockMembers(tx, [a, b]);
  await expireBetween(tx, a, b);
  await end(tx, between(a, b), CollaborationRequestStatus.WITHDRAWN);
}
