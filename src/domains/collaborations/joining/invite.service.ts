import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { memberById } from "../../members/member.reads.js";
import { memberWording } from "../../members/member.wording.js";
import { areBlocked, checkLimits, checkPair, checkProfile } from "../collaboration-request.checks.js";
import { expireBetween } from "../collaboration-request.ending.js";
import type { CollaborationRequest } from "../collaboration-request.entity.js";
import { insertRequest } from "../collaboration-request.insert.js";
import { lockMembers } from "../../members/lock-members.js";
import { requestById } from "../collaboration-request.reads.js";
import { CollaborationStage, type Collaboration } from "../collaboration.entity.js";
import { membersLocked } from "../collaboration.locks.js";
import { takesPart } from "../collaboration.reads.js";
import { ownCollaborationLocked } from "../collaboration.service.js";
import { collaborationWording } from "../collaboration.wording.js";
import { checkInvitation } from "./joining.checks.js";
import type { InviteToCollaborationInput } from "./joining.inputs.js";
import { invitationRules, mostMembers } from "./joining.validation.js";
import { joiningWording } from "./joining.wording.js";
import { placesLeft } from "./places.js";

/** Invites a member to a collaboration of the caller. */
export async function inviteToCollaboration(
  ctx: Context,
  input: InviteToCollaborationInput,
): Promise<CollaborationRequest> {
  const fromId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(invitationRules, input);
  const { collaborationId, memberId: toId, message = null } = checked;
  const invite = async (tx: TransactionContext): Promise<CollaborationRequest> => {
    if (toId === fromId) rejectInput(InputProblem.NOT_ALLOWED, collaborationWording.yourself, "memberId");
    // What was asked of others about a collaboration is for its members.
    if (!(await takesPart(tx, collaborationId)))
      reject("NOT_FOUND", collaborationWording.noCollaboration, "collaborationId");
    await countWrite(tx, "collaborationRequest");
    await lockMembers(tx, [fromId, toId]);
    await checkProfile(tx, fromId);
    const member = await memberById(tx, toId);
    if (member?.erasedAt !== null || (await areBlocked(tx, fromId, toId)))
      reject("NOT_FOUND", memberWording.noMember, "memberId");
    await expireBetween(tx, fromId, toId);
    await checkPair(tx, { fromId, toId, ideaId: null, takesPart: false }, "memberId");
    await checkInvitation(tx, toId, collaborationId);
    const { ideaId } = await withPlace(tx, { collaborationId, fromId, toId });
    await checkLimits(tx, fromId);
    return insertRequest(tx, { fromId, toId, ideaId, message, joinsId: collaborationId });
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "inviteToCollaboration", idempotencyKey, input: checked }, requestById, () => invite(tx)),
  );
}

/** The collaboration, locked, so that invitations sent at the same time do not promise one place twice. */
async function withPlace(
  tx: TransactionContext,
  { collaborationId, fromId, toId }: { collaborationId: string; fromId: string; toId: string },
): Promise<Collaboration> {
  const collaboration = await ownCollaborationLocked(tx, collaborationId, fromId, "collaborationId");
  const memberIds = await membersLocked(tx, collaborationId);
  // The caller may have left while the lock was waited for.
  if (!memberIds.includes(fromId)) reject("NOT_FOUND", collaborationWording.noCollaboration, "collaborationId");
  if (memberIds.includes(toId)) reject("ALREADY_COLLABORATING", joiningWording.takesPart, "memberId");
  if (collaboration.stage === CollaborationStage.STOPPED)
    reject("COLLABORATION_STOPPED", joiningWording.stopped, "collaborationId");
  if ((await placesLeft(tx, collaborationId)) < 1)
    reject("COLLABORATION_FULL", joiningWording.full(mostMembers), "collaborationId");
  return collaboration;
}
