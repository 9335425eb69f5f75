import { requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { once } from "../../core/idempotency/once.js";
import { participating } from "../../core/access/actor.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { memberById } from "../members/member.reads.js";
import type { CollaborationRequest } from "./collaboration-request.entity.js";
import { areBlocked, checkIdea, checkLimits, checkPair, checkProfile } from "./collaboration-request.checks.js";
import { expireBetween } from "./collaboration-request.ending.js";
import type { RequestCollaborationInput } from "./collaboration-request.inputs.js";
import { insertRequest } from "./collaboration-request.insert.js";
import { lockMembers } from "../members/lock-members.js";
import { requestById } from "./collaboration-request.reads.js";
import { requestRules } from "./collaboration-request.validation.js";
import { memberWording } from "../members/member.wording.js";
import { collaborationWording } from "./collaboration.wording.js";

/** Sends a collaboration request to another member: stores it, sends a mail, and announces the event. */
export async function requestCollaboration(
  ctx: Context,
  input: RequestCollaborationInput,
): Promise<CollaborationRequest> {
  const fromId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(requestRules, input);
  const { memberId: toId, ideaId = null, message } = checked;
  const send = async (tx: TransactionContext): Promise<CollaborationRequest> => {
    if (toId === fromId) rejectInput(InputProblem.NOT_ALLOWED, collaborationWording.yourself, "memberId");
    await countWrite(tx, "collaborationRequest");
    await lockMembers(tx, [fromId, toId]);
    await checkProfile(tx, fromId);
    const member = await memberById(tx, toId);
    if (member?.erasedAt !== null || (await areBlocked(tx, fromId, toId)))
      reject("NOT_FOUND", memberWording.noMember, "memberId");
    if (ideaId !== null) await checkIdea(tx, ideaId);
    await expireBetween(tx, fromId, toId);
    await checkPair(tx, { fromId, toId, ideaId, takesPart: true }, "memberId");
    await checkLimits(tx, fromId);
    return insertRequest(tx, { fromId, toId, ideaId, message });
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "requestCollaboration", idempotencyKey, input: checked }, requestById, () => send(tx)),
  );
}
