import sql, { type Sql } from "sql-template-tag";
import { requireMember } from "../../core/access/actor.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { reject } from "../../core/errors/user-error.js";
import { inTransaction, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { lockMembers } from "../members/lock-members.js";
import { HelpRequest } from "./help-request.entity.js";
import { HelpRequestStatus } from "./help-request.enums.js";
import { helpRequestById, statusAt } from "./help-request.reads.js";
import { helpWording } from "./help.wording.js";

/** Declines a request that the caller received, suspended or not; declining it again changes nothing. */
export async function declineHelpRequest(ctx: Context, id: string): Promise<HelpRequest> {
  const memberId = await requireMember(ctx);
  return inTransaction(ctx, async (tx) => {
    const isTheirs = ({ toId }: HelpRequest): boolean => toId === memberId;
    const { request, isChanged } = await ended(tx, idOf(id), HelpRequestStatus.DECLINED, isTheirs);
    const { fromId, toId } = request;
    if (isChanged) tx.announce({ kind: "help.declined", subjectId: request.id, data: { fromId, toId } });
    return request;
  });
}

/** Withdraws a request of the caller, suspended or not; withdrawing it again changes nothing. */
export async function withdrawHelpRequest(ctx: Context, id: string): Promise<HelpRequest> {
  const memberId = await requireMember(ctx);
  return inTransaction(ctx, async (tx) => {
    const isTheirs = ({ fromId }: HelpRequest): boolean => fromId === memberId;
    const { request, isChanged } = await ended(tx, idOf(id), HelpRequestStatus.WITHDRAWN, isTheirs);
    const { fromId, toId, status } = request;
    if (isChanged) tx.announce({ kind: "help.unanswered", subjectId: request.id, data: { fromId, toId, status } });
    return request;
  });
}

/** Ends a pending request. NOT_FOUND if the caller may not, ALREADY_ANSWERED if it has ended otherwise. */
async function ended(
  tx: TransactionContext,
  id: string,
  status: HelpRequestStatus.DECLINED | HelpRequestStatus.WITHDRAWN,
  isTheirs: (request: HelpRequest) => boolean,
): Promise<{ request: HelpRequest; isChanged: boolean }> {
  const seen = await helpRequestById(tx, id);
  if (!seen || !isTheirs(seen)) return reject("NOT_FOUND", helpWording.noRequest, "id");
  const [row] = await tx.db.query<HelpRequest>(sql`
    SELECT ${columnsOf(tx.database.source, HelpRequest, "e")} FROM help_request e WHERE e.id = ${id} FOR UPDATE`);
  const request = entityOf(HelpRequest, row!);
  const before = statusAt(request, tx.now());
  if (before === status) return { request, isChanged: false };
  if (before !== HelpRequestStatus.PENDING) reject("ALREADY_ANSWERED", helpWording.ended(before), "id");
  const changes = { status, answeredAt: tx.now() };
  await tx.manager.update(HelpRequest, { id }, changes);
  return { request: Object.assign(request, changes), isChanged: true };
}

export const isExpired = (now: Date): Sql => sql`expires_at <= ${now}`;

/** Ends the pending requests that match the SQL condition `requests`, and announces it. Returns their number. */
export async function endHelpRequests(
  tx: TransactionContext,
  requests: Sql,
  status: HelpRequestStatus.WITHDRAWN | HelpRequestStatus.EXPIRED,
): Promise<number> {
  const answeredAt = status === HelpRequestStatus.EXPIRED ? null : tx.now();
  const rows = await tx.db.query<{ id: string; fromId: string; toId: string }>(sql`
    WITH ended AS (
      UPDATE help_request SET status = ${status}, answered_at = ${answeredAt}
      WHERE status = 'PENDING' AND ${requests} RETURNING id, from_id AS "fromId", to_id AS "toId")
    SELECT * FROM ended ORDER BY id`);
  for (const { id, fromId, toId } of rows)
    tx.announce({ kind: "help.unanswered", subjectId: id, data: { fromId, toId, status } });
  return rows.length;
}

/** Marks up to `max` expired requests as EXPIRED, oldest first; those that are locked elsewhere are left for later. */
export const expireOldestHelpRequests = (tx: TransactionContext, max: number): Promise<number> =>
  endHelpRequests(
    tx,
    sql`id IN (
      SELECT id FROM help_request WHERE status = 'PENDING' AND ${isExpired(tx.now())}
      ORDER BY expires_at LIMIT ${max} FOR UPDATE SKIP LOCKED)`,
    HelpRequestStatus.EXPIRED,
  );

/** Withdraws the pending requests that match; those past their expiry become EXPIRED. */
async function withdrawAll(tx: TransactionContext, requests: Sql): Promise<void> {
  await endHelpRequests(tx, sql`${isExpired(tx.now())} AND ${requests}`, HelpRequestStatus.EXPIRED);
  await endHelpRequests(tx, requests, HelpRequestStatus.WITHDRAWN);
}

/** Withdraws all pending requests from and to a member whose account is erased. */
export const withdrawHelpRequestsOf = (tx: TransactionContext, memberId: string): Promise<void> =>
  withdrawAll(tx, sql`${memberId} IN (from_id, to_id)`);

/** Withdraws the pending requests between two members after a block. */
export async function withdrawHelpRequestsBetween(tx: TransactionContext, a: string, b: string): Promise<void> {
  await lockMembers(tx, [a, b]);
  await withdrawAll(tx, sql`((from_id = ${a} AND to_id = ${b}) OR (from_id = ${b} AND to_id = ${a}))`);
}
