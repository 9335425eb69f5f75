import sql from "sql-template-tag";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { blockBetween } from "../../members/member.visibility.js";
import type { CollaborationRequest } from "../collaboration-request.entity.js";
import { beginCollaboration } from "../collaboration-begin.js";
import { CollaborationStage } from "../collaboration.entity.js";
import { lockCollaboration, membersLocked } from "../collaboration.locks.js";
import { fewest } from "../collaboration.validation.js";
import { admit } from "../joining/admit.js";
import { placesLeft } from "../joining/places.js";
import { CollaborationStart } from "./collaboration-start.entity.js";
import { startWording } from "./start.wording.js";

/** Whose agreement a start may have come to depend on: they are locked before one of them answers. */
export async function membersOfStart(tx: TransactionContext, startId: string): Promise<string[]> {
  const rows = await tx.db.query<{ id: string }>(sql`
    SELECT by_id AS id FROM collaboration_start WHERE id = ${startId}
    UNION SELECT to_id FROM collaboration_request WHERE start_id = ${startId}`);
  return rows.map(({ id }) => id);
}

/**
 * Adds who accepts a request to the collaboration that it is for, which begins when two agree; its id, or null while
 * nobody else does. All members of the start are locked.
 */
export async function joinStart(
  tx: TransactionContext,
  { id: requestId, startId, toId: invitedId }: CollaborationRequest,
): Promise<string | null> {
  const toId = invitedId!;
  const start = (await tx.manager.findOneBy(CollaborationStart, { id: startId! }))!;
  const begun = start.collaborationId === null ? null : await lockCollaboration(tx, start.collaborationId);
  const together = begun ? await membersLocked(tx, begun.id) : await agreedTo(tx, start);
  if (begun && together.includes(toId)) return begun.id;
  const isClosed = begun && (begun.stage === CollaborationStage.STOPPED || (await placesLeft(tx, begun.id)) < 1);
  if (isClosed || (await isBlocked(tx, toId, together))) reject("NOT_FOUND", startWording.cannotJoin, "id");
  if (begun) return admit(tx, begun, toId, requestId);
  const memberIds = [...together, toId];
  if (memberIds.length < fewest) return null;
  const { ideaId, gatheringId, byHost } = start;
  const id = await beginCollaboration(tx, {
    ...{ memberIds, ideaId, by: toId, gatheringId: byHost ? gatheringId : null },
  });
  await tx.manager.update(CollaborationStart, { id: start.id }, { collaborationId: id });
  await tx.db.query(sql`
    WITH accepted AS (
      UPDATE collaboration_request SET collaboration_id = ${id}
      WHERE start_id = ${start.id} AND status = 'ACCEPTED' AND to_id = ANY(${memberIds}::uuid[]) RETURNING 1)
    SELECT FROM accepted`);
  return id;
}

/** Who takes part in the start so far: the sender, if they do, and those who accepted and have not left the network. */
async function agreedTo(tx: TransactionContext, { id, byId, takesPart }: CollaborationStart): Promise<string[]> {
  const rows = await tx.db.query<{ id: string }>(sql`
    SELECT m.id FROM member m WHERE m.erased_at IS NULL AND ((${takesPart} AND m.id = ${byId})
      OR m.id IN (SELECT to_id FROM collaboration_request WHERE start_id = ${id} AND status = 'ACCEPTED'))
    ORDER BY m.id`);
  return rows.map((row) => row.id);
}

async function isBlocked(tx: TransactionContext, memberId: string, others: readonly string[]): Promise<boolean> {
  const rows = await tx.db.query(sql`
    SELECT FROM unnest(${others}::uuid[]) AS other (id) WHERE ${blockBetween(sql`other.id`, sql`${memberId}::uuid`)}`);
  return rows.length > 0;
}
