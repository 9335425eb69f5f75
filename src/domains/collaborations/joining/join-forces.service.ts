import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { ideaWording } from "../../ideas/idea.wording.js";
import { memberById } from "../../members/member.reads.js";
import { areBlocked, checkIdea, checkLimits, checkPair, checkProfile } from "../collaboration-request.checks.js";
import { expireBetween } from "../collaboration-request.ending.js";
import type { CollaborationRequest } from "../collaboration-request.entity.js";
import { insertRequest } from "../collaboration-request.insert.js";
import { lockMembers } from "../../members/lock-members.js";
import { requestById } from "../collaboration-request.reads.js";
import type { CollaborationsContext } from "../collaborations.services.js";
import { inTurnAtIdea } from "./joining-turns.js";
import { checkJoining } from "./joining.checks.js";
import type { JoinForcesInput } from "./joining.inputs.js";
import { joinRules } from "./joining.validation.js";
import { joiningWording } from "./joining.wording.js";
import { firstWithPlace, openCollaborations } from "./open-collaborations.js";

/** Asks the author of an idea to collaborate on it, or the members of the collaboration that they have on it. */
export async function joinForces(ctx: CollaborationsContext, input: JoinForcesInput): Promise<CollaborationRequest> {
  const fromId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(joinRules, input);
  const { ideaId, message = null } = checked;
  return inTurnAtIdea(ctx, ideaId, () =>
    participating(ctx, (tx) =>
      once(tx, { mutation: "joinForces", idempotencyKey, input: checked }, requestById, () =>
        join(tx, { fromId, ideaId, message }),
      ),
    ),
  );
}

type Asked = Pick<CollaborationRequest, "fromId" | "message"> & { ideaId: string };

async function join(tx: TransactionContext, asked: Asked): Promise<CollaborationRequest> {
  const { fromId, ideaId } = asked;
  const { authorId } = await checkIdea(tx, ideaId);
  if (authorId === fromId) rejectInput(InputProblem.NOT_ALLOWED, joiningWording.ownIdea, "ideaId");
  await countWrite(tx, "collaborationRequest");
  await lockMembers(tx, [fromId, authorId]);
  await checkProfile(tx, fromId);
  if (await areBlocked(tx, fromId, authorId)) reject("NOT_FOUND", ideaWording.noIdea, "ideaId");
  const author = await memberById(tx, authorId);
  if (author?.erasedAt !== null) reject("NOT_FOUND", joiningWording.authorGone, "ideaId");
  await expireBetween(tx, fromId, authorId);
  await checkPair(tx, { fromId, toId: authorId, ideaId, takesPart: true }, "ideaId");
  const joinsId = await joinedOn(tx, asked, authorId);
  await checkLimits(tx, fromId);
  return insertRequest(tx, { ...asked, toId: joinsId === null ? authorId : null, joinsId });
}

/** The collaboration on the idea that the caller would join; null when its author has none. */
async function joinedOn(tx: TransactionContext, { fromId, ideaId }: Asked, authorId: string): Promise<string | null> {
  const open = await openCollaborations(tx, { ideaId, authorId, lock: false });
  if (open.length === 0) return null;
  await checkJoining(
    tx,
    fromId,
    open.map(({ id }) => id),
  );
  // A block reads as a collaboration that is full of invitations, which others do not see.
  const joined = await firstWithPlace(tx, open, fromId);
  return joined ? joined.id : reject("CANNOT_JOIN", joiningWording.cannotJoin, "ideaId");
}
