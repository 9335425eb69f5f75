import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { CollaborationRequest } from "../collaboration-request.entity.js";
import { CollaborationStage } from "../collaboration.entity.js";
import { lockCollaboration, membersLocked } from "../collaboration.locks.js";
import { collaborationWording } from "../collaboration.wording.js";
import { admit } from "./admit.js";
import { joiningWording } from "./joining.wording.js";
import { mostMembers } from "./joining.validation.js";
import { firstWithPlace, openCollaborations } from "./open-collaborations.js";
import { placesLeft } from "./places.js";
import { isSeparated } from "./separation.js";

const { STOPPED } = CollaborationStage;

/**
 * Adds a member to the collaboration that a request is about: its sender, admitted by the caller, or the caller, whom it
 * invites. The id of the collaboration; both members are locked.
 */
export async function acceptJoining(tx: TransactionContext, request: CollaborationRequest): Promise<string> {
  const isInvited = request.toId !== null;
  const newcomerId = request.toId ?? request.fromId;
  const collaboration = await lockCollaboration(tx, request.joinsId!);
  const { id, stage } = collaboration;
  const memberIds = await membersLocked(tx, id);
  // Who decided may have left while the lock was waited for.
  if (!isInvited && !memberIds.includes(tx.callerId!)) reject("NOT_FOUND", collaborationWording.noRequest, "id");
  if (memberIds.includes(newcomerId)) return id;
  if (await isSeparated(tx, id, newcomerId)) reject("NOT_FOUND", collaborationWording.noRequest, "id");
  const left = await placesLeft(tx, id);
  if (isInvited) {
    // The place of who is invited is among those that are promised.
    if (stage === STOPPED || !memberIds.includes(request.fromId) || left < 0)
      reject("CANNOT_JOIN", joiningWording.cannotJoin, "id");
  } else {
    if (stage === STOPPED) reject("COLLABORATION_STOPPED", joiningWording.stopped, "id");
    if (left < 1) reject("COLLABORATION_FULL", joiningWording.full(mostMembers), "id");
  }
  return admit(tx, collaboration, newcomerId, request.id);
}

/**
 * Adds the sender of a request about an idea to a collaboration on it of the recipient, who is its author; its id. Null
 * when there is none, or none that can take the sender.
 */
export async function joinOnIdea(
  tx: TransactionContext,
  { id: requestId, fromId, toId, ideaId }: CollaborationRequest,
): Promise<string | null> {
  if (ideaId === null) return null;
  const open = await openCollaborations(tx, { ideaId, authorId: toId!, lock: true });
  const shared = [];
  for (const collaboration of open) {
    const memberIds = await membersLocked(tx, collaboration.id);
    if (memberIds.includes(fromId)) return collaboration.id;
    // The author may have left while the lock was waited for.
    if (memberIds.includes(toId!)) shared.push(collaboration);
  }
  const joined = await firstWithPlace(tx, shared, fromId);
  return joined && admit(tx, joined, fromId, requestId);
}
