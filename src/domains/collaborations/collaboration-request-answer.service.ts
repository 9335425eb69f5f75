import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { once } from "../../core/idempotency/once.js";
import { participating, requireMember } from "../../core/access/actor.js";
import { lockMembers } from "../members/lock-members.js";
import { memberById } from "../members/member.reads.js";
import { beginCollaboration } from "./collaboration-begin.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { checkProfile } from "./collaboration-request.checks.js";
import type { RespondToCollaborationRequestInput } from "./collaboration-request.inputs.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";
import { lockRequest } from "./collaboration-request.locks.js";
import { requestById, statusAt } from "./collaboration-request.reads.js";
import { takesPart } from "./collaboration.reads.js";
import { responseRules } from "./collaboration-request.validation.js";
import { collaborationWording } from "./collaboration.wording.js";
import type { CollaborationsContext } from "./collaborations.services.js";
import { inTurnAtRequest } from "./joining/joining-turns.js";
import { acceptJoining, joinOnIdea } from "./joining/accept-joining.js";
import { joinStart, membersOfStart } from "./starts/join-start.js";

const notThere = (): never => reject("NOT_FOUND", collaborationWording.noRequest, "id");

/** Answers a request that the caller received, alone or with others, once; accepting does what its kind says. */
export async function respondToRequest(
  ctx: CollaborationsContext,
  input: RespondToCollaborationRequestInput,
): Promise<CollaborationRequest> {
  const memberId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(responseRules, input);
  const { id, accept: isAccepted, reason } = checked;
  const respond = async (tx: TransactionContext): Promise<CollaborationRequest> => {
    const request = await heldPending(
      tx,
      id,
      // Moderators who judge a case about a request see it as well, and do not answer it.
      async ({ fromId, toId, joinsId }) =>
        toId === memberId || (toId === null && fromId !== memberId && (await takesPart(tx, joinsId!))),
    );
    if (!isAccepted) {
      await answer(tx, request, {
        ...answeredBy(tx, request),
        ...{ status: CollaborationRequestStatus.DECLINED, declineReason: reason ?? null },
      });
    } else {
      await checkProfile(tx, memberId);
      // A moderator may have hidden the sender since.
      if (!(await memberById(tx, request.fromId))) reject("NOT_FOUND", collaborationWording.senderGone, "id");
      await accept(tx, request);
    }
    const { fromId, toId } = request;
    const data = { fromId, toId, accepted: isAccepted, ...(toId === null && { byId: memberId }) };
    tx.announce({ kind: "collaboration.answered", subjectId: request.id, data });
    return request;
  };
  return inTurnAtRequest(ctx, id, () =>
    participating(ctx, (tx) =>
      once(tx, { mutation: "respondToCollaborationRequest", idempotencyKey, input: checked }, requestById, () =>
        respond(tx),
      ),
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
  isTheirs: (request: CollaborationRequest) => boolean | Promise<boolean>,
): Promise<CollaborationRequest> {
  const seen = await requestById(tx, id);
  if (!seen || !(await isTheirs(seen))) return notThere();
  const others = seen.startId === null ? [] : await membersOfStart(tx, seen.startId);
  await lockMembers(tx, [seen.fromId, seen.toId ?? requireCaller(tx), ...others]);
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
  const answered = { ...changes, answeredAt: tx.now() };
  Object.assign(request, answered);
  await tx.manager.update(CollaborationRequest, { id: request.id }, answered);
}

/** Accepts a request; the members whom it concerns are locked. */
async function accept(tx: TransactionContext, request: CollaborationRequest): Promise<void> {
  const collaborationId = await collaborationBy(tx, request);
  await answer(tx, request, {
    ...answeredBy(tx, request),
    status: CollaborationRequestStatus.ACCEPTED,
    collaborationId,
  });
}

/** Which of the members who received a request answers it. */
const answeredBy = (tx: TransactionContext, { toId }: CollaborationRequest): Partial<CollaborationRequest> =>
  toId === null ? { answeredById: requireCaller(tx) } : {};

/**
 * The collaboration that a request leads to: what it is about, what begins at a gathering, what the author of an idea has
 * on it, or a new one of the two.
 */
async function collaborationBy(tx: TransactionContext, request: CollaborationRequest): Promise<string | null> {
  const { fromId, toId, ideaId, startId, joinsId } = request;
  if (joinsId !== null) return acceptJoining(tx, request);
  if (startId !== null) return joinStart(tx, request);
  return (await joinOnIdea(tx, request)) ?? beginCollaboration(tx, { memberIds: [fromId, toId!], ideaId });
}
