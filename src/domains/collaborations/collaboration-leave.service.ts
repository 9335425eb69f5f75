import sql from "sql-template-tag";
import { inTransaction, type Context } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { requireMember } from "../../core/access/actor.js";
import { Collaboration, CollaborationStage } from "./collaboration.entity.js";
import { fewest } from "./collaboration.validation.js";
import { countStaying, ownCollaborationLocked } from "./collaboration.service.js";

const { STOPPED } = CollaborationStage;

/**
 * Removes the caller, suspended or not, from a collaboration. The row is deleted, so that no query counts the caller as
 * a collaborator of the others; the event log records the past collaboration.
 */
export async function leaveCollaboration(ctx: Context, collaborationId: string): Promise<Collaboration> {
  const memberId = await requireMember(ctx);
  const id = idOf(collaborationId);
  return inTransaction(ctx, async (tx) => {
    const before = await ownCollaborationLocked(tx, id, memberId, "collaborationId");
    await tx.db.query(sql`DELETE FROM collaboration_member WHERE collaboration_id = ${id} AND member_id = ${memberId}`);
    tx.announce({ kind: "collaboration.left", subjectId: id, data: { memberId } });
    const stage = (await countStaying(tx, id)) < fewest ? STOPPED : before.stage;
    const changes = { stage, version: before.version + 1 };
    await tx.manager.update(Collaboration, { id }, changes);
    if (stage !== before.stage) tx.announce({ kind: "collaboration.staged", subjectId: id, data: { stage } });
    return Object.assign(new Collaboration(), before, changes);
  });
}
