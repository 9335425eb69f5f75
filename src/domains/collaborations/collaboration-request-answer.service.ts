import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { once } from "../../core/idempotency/once.js";
import { participating, requireMember } from "../../core/access/actor.js";
import { sendMail } from "../../core/mail/outbox.js";
import { memberById } from "../members/member.reads.js";
import { CollaborationMember } from "./collaboration-member.entity.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { Collaboration, CollaborationStage } from "./collaboration.entity.js";
import { checkProfile } from "./collaboration-request.checks.js";
import type { RespondToCollaborationRequestInput } from "./collaboration-request.inputs.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";
import { lockMembers, lockRequest } from "./collaboration-request.locks.js";
import { requestById, statusAt } from "./collaboration-request.reads.js";
import { responseRules } from "./collaboration-request.validation.js";
import { collaborationWording } from "./collaboration.wording.js";

const notThere = (): never => reject("NOT_FOUND", collaborationWording.noRequest, "id");

/** Answers a request that the caller received, once; accepting starts a collaboration of the two members. */
export async function respondToRequest(
  ctx: Context,
  input: RespondToCollaborationRequestInput,
): Promise<CollaborationRequest> {
  const memberId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(responseRules, input);
  const { id, accept, reason } = checked;
  const respond = async (tx: TransactionContext): Promise<CollaborationRequest> => {
    const request = await heldPending(tx, id, ({ toId }) => toId === memberId);
    if (!accept) {
      await answer(tx, request, { status: CollaborationRequestStatus.DECLINED, declineReason: reason ?? null });
    } else {
      await checkProfile(tx, memberId);
      // A moderator may have hidden the sender since.
      if (!(await memberById(tx, request.fromId))) reject("NOT_FOUND", collaborationWording.senderGone, "id");
      const collaborationId = await begin(tx, request);
      await answer(tx, request, { status: CollaborationRequestStatus.ACCEPTED, collaborationId });
      await sendMail(tx, {
        kind: "collaborationAccepted",
        payload: { memberId: request.fromId, requestId: request.id },
      });
    }
    const { fromId, toId } = request;
    tx.announce({ kind: "collaboration.answered", subjectId: request.id, data: { fromId, toId, accepted: accept } });
    return request;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "respondToCollaborationRequest", idempotencyKey, input: checked }, requestById, () =>
      respond(tx),
    ),
  );
}

/** Withdraws a request of the caller, suspended or not; withdrawing it again changes nothing. */
export async function withdrawRequest(ctx: Context, id: string): Promise<CollaborationRequest> {
  const memberId = await requireMember(ctx);
  return inTransaction(ctx, async (tx) => {
    const request = await held(tx, idOf(id), ({ fromId }) => fromId === memberId);
    if (request.status === CollaborationRequestStatus.WITHDRAWN) return request;
    mustBePending(tx, request);
    await answer(tx, request, { status: CollaborationRequestStatus.WITHDRAWN });
    const { fromId, toId, status } = request;
    tx.announce({ kind: "collaboration.unanswered", subjectId: request.id, data: { fromId, toId, status } });
    return request;
  });
}

/** The request, locked until the transaction ends. A request that the caller may not change is NOT_FOUND. */
async function held(
  tx: TransactionContext,
  id: string,
  isTheirs: (request: CollaborationRequest) => boolean,
): Promise<CollaborationRequest> {
  const seen = await requestById(tx, id);
  if (!seen || !isTheirs(seen)) return notThere();
  await lockMembers(tx, [seen.fromId, seen.toId]);
  return lockRequest(tx, id);
}

async function heldPending(...args: Parameters<typeof held>): Promise<CollaborationRequest> {
  const request = await held(...args);
  mustBePending(args[0], request);
  return request;
}

function mustBePending(tx: TransactionContext, request: CollaborationRequest): void {
  const status = statusAt(request, tx.now());
  if (status !== CollaborationRequestStatus.PENDING)
    reject("ALREADY_ANSWERED", collaborationWording.answered(status), "id");
}

async function answer(
  tx: TransactionContext,
  request: CollaborationRequest,
  changes: Partial<CollaborationRequest>,
): Promise<void> {
  Object.assign(request, changes, { answeredAt: tx.now() });
  await tx.manager.update(CollaborationRequest, { id: request.id }, { ...changes, answeredAt: request.answeredAt });
}

async function begin(tx: TransactionContext, { fromId, toId, ideaId }: CollaborationRequest): Promise<string> {
  const id = tx.newId();
  const stage = CollaborationStage.EXPLORING;
  await tx.manager.insert(Collaboration, { id, stage, ideaId, startedAt: tx.now() });
  await tx.manager.insert(
    CollaborationMember,
    [fromId, toId].map((memberId) => ({ collaborationId: id, memberId })),
  );
  tx.announce({ kind: "collaboration.started", subjectId: id, data: { memberIds: [fromId, toId], ideaId } });
  return id;
}
