import type { TransactionContext } from "../../core/graphql/context.js";
import { CollaborationMember } from "./collaboration-member.entity.js";
import { Collaboration, CollaborationStage } from "./collaboration.entity.js";

interface Begun {
  memberIds: string[];
  ideaId: string | null;
  /** The gathering where a host began it. */
  gatheringId?: string | null;
  /** Who accepted a request with which it begins, when there are several. */
  by?: string;
}

/** Begins a collaboration of these members; its id. */
export async function beginCollaboration(tx: TransactionContext, begun: Begun): Promise<string> {
  const { memberIds, ideaId, gatheringId = null, by } = begun;
  const id = tx.newId();
  await tx.manager.insert(Collaboration, {
    ...{ id, stage: CollaborationStage.EXPLORING, ideaId, gatheringId, startedAt: tx.now() },
  });
  await tx.manager.insert(
    CollaborationMember,
    memberIds.map((memberId) => ({ collaborationId: id, memberId })),
  );
  const data = { memberIds, ideaId, ...(gatheringId !== null && { gatheringId }), ...(by !== undefined && { by }) };
  tx.announce({ kind: "collaboration.started", subjectId: id, data });
  return id;
}
