import sql, { type Sql } from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { lockMembers } from "../members/lock-members.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";

type Unanswered = CollaborationRequestStatus.WITHDRAWN | CollaborationRequestStatus.EXPIRED;

/** Ends the pending requests that match the SQL condition `requests`, and announces it. Returns their number. */
async function end(tx: TransactionContext, requests: Sql, status: Unanswered): Promise<number> {
  const answeredAt = status === CollaborationRequestStatus.EXPIRED ? null : tx.now();
  const ended = await tx.db.query<{ id: string; fromId: string; toId: string | null }>(sql`
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

/** Marks expired requests between two members as EXPIRED. */
export const expireBetween = (tx: TransactionContext, a: string, b: string): Promise<number> =>
  end(tx, sql`expires_at <= ${tx.now()} AND ${between(a, b)}`, CollaborationRequestStatus.EXPIRED);

/** Marks expired requests of a member to join these collaborations, and invitations of the member to them, as EXPIRED. */
export const expireJoining = (tx: TransactionContext, memberId: string, collaborationIds: string[]): Promise<number> =>
  end(
    tx,
    sql`expires_at <= ${tx.now()} AND joins_id = ANY(${collaborationIds}::uuid[]) AND coalesce(to_id, from_id) = ${memberId}`,
    CollaborationRequestStatus.EXPIRED,
  );

/**
 * Marks up to `max` expired requests as EXPIRED, oldest first. Skips rows that are locked elsewhere; as it never waits,
 * it may lock requests without their members.
 */
export const expireOldest = (tx: TransactionContext, max: number): Promise<number> =>
  end(
    tx,
    sql`id IN (
      SELECT id FROM collaboration_request WHERE status = 'PENDING' AND expires_at <= ${tx.now()}
      ORDER BY expires_at LIMIT ${max} FOR UPDATE SKIP LOCKED)`,
    CollaborationRequestStatus.EXPIRED,
  );

/**
 * Withdraws all pending requests from and to a member whose account is erased; those past their expiry become EXPIRED.
 */
export async function withdrawAllOf(tx: TransactionContext, memberId: string): Promise<void> {
  const theirs = sql`${memberId} IN (from_id, to_id)`;
  await end(tx, sql`expires_at <= ${tx.now()} AND ${theirs}`, CollaborationRequestStatus.EXPIRED);
  await end(tx, theirs, CollaborationRequestStatus.WITHDRAWN);
}

/** Withdraws the pending requests between two members after a block. */
export async function withdrawBetween(tx: TransactionContext, a: string, b: string): Promise<void> {
  await lockMembers(tx, [a, b]);
  await expireBetween(tx, a, b);
  await end(tx, between(a, b), CollaborationRequestStatus.WITHDRAWN);
}
