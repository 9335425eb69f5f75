import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { blockBetween } from "../../members/member.visibility.js";
import { CollaborationMember } from "../collaboration-member.entity.js";
import type { CollaborationRequest } from "../collaboration-request.entity.js";
import { beginCollaboration } from "../collaboration-begin.js";
import { Collaboration, CollaborationStage } from "../collaboration.entity.js";
import { fewest } from "../collaboration.validation.js";
import { threadEnd } from "../messages/thread-end.js";
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
  { startId, toId }: CollaborationRequest,
): Promise<string | null> {
  const start = (await tx.manager.findOneBy(CollaborationStart, { id: startId! }))!;
  const begun = start.collaborationId === null ? null : await collaborationLocked(tx, start.collaborationId);
  const together = begun ? await membersOf(tx, begun.id) : await agreedTo(tx, start);
  if (begun?.stage === CollaborationStage.STOPPED || (await isBlocked(tx, toId, together)))
    reject("NOT_FOUND", startWording.cannotJoin, "id");
  if (begun) return join(tx, begun, toId);
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

async function membersOf(tx: TransactionContext, collaborationId: string): Promise<string[]> {
  const rows = await tx.manager.findBy(CollaborationMember, { collaborationId });
  return rows.map(({ memberId }) => memberId);
}

async function isBlocked(tx: TransactionContext, memberId: string, others: readonly string[]): Promise<boolean> {
  const rows = await tx.db.query(sql`
    SELECT FROM unnest(${others}::uuid[]) AS other (id) WHERE ${blockBetween(sql`other.id`, sql`${memberId}::uuid`)}`);
  return rows.length > 0;
}

async function collaborationLocked(tx: TransactionContext, id: string): Promise<Collaboration> {
  const [row] = await tx.db.query<Collaboration>(sql`
    SELECT ${columnsOf(tx.database.source, Collaboration, "e")} FROM collaboration e WHERE e.id = ${id} FOR UPDATE`);
  return entityOf(Collaboration, row!);
}

async function join(tx: TransactionContext, { id, version }: Collaboration, memberId: string): Promise<string> {
  await tx.manager.insert(CollaborationMember, { collaborationId: id, memberId, ...(await threadEnd(tx, id)) });
  await tx.manager.update(Collaboration, { id }, { version: version + 1 });
  tx.announce({ kind: "collaboration.joined", subjectId: id, data: { memberId } });
  return id;
}
