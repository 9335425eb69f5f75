import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { openIdeaLocked } from "../idea.locks.js";
import { CoAuthorInvitation, CoAuthorInvitationStatus } from "./co-author-invitation.entity.js";
import type { RespondToCoAuthorInvitationInput } from "./co-author.inputs.js";
import { coAuthorInvitationById } from "./co-author.reads.js";
import { respondRules } from "./co-author.validation.js";
import { coAuthorWording } from "./co-author.wording.js";

const { PENDING, ACCEPTED, DECLINED } = CoAuthorInvitationStatus;

/** Answers an invitation that the caller received; the same answer once more changes nothing. */
export async function respondToInvitation(
  ctx: Context,
  input: RespondToCoAuthorInvitationInput,
): Promise<CoAuthorInvitation> {
  const memberId = requireCaller(ctx);
  const { id, accept: isAccepted } = checkInput(respondRules, input);
  return participating(ctx, async (tx) => {
    const seen = await coAuthorInvitationById(tx, id);
    if (seen?.memberId !== memberId) reject("NOT_FOUND", coAuthorWording.noInvitation, "id");
    const { ideaId } = seen;
    await openIdeaLocked(tx, ideaId, "id");
    const invitation = await invitationLocked(tx, id);
    const status = isAccepted ? ACCEPTED : DECLINED;
    if (invitation.status === status) return invitation;
    if (invitation.status !== PENDING) reject("INVITATION_CLOSED", coAuthorWording.closed, "id");
    const changes = { status, answeredAt: tx.now() };
    await tx.manager.update(CoAuthorInvitation, { id }, changes);
    tx.announce({ kind: "co-author.answered", subjectId: id, data: { ideaId, memberId, accepted: isAccepted } });
    return Object.assign(invitation, changes);
  });
}

/** The invitation as it is now, locked until the transaction ends. NOT_FOUND when its author was erased meanwhile. */
async function invitationLocked(tx: TransactionContext, id: string): Promise<CoAuthorInvitation> {
  const [row] = await tx.db.query<CoAuthorInvitation>(sql`
    SELECT ${columnsOf(tx.database.source, CoAuthorInvitation, "e")} FROM co_author_invitation e
    WHERE e.id = ${id} FOR UPDATE`);
  return row ? entityOf(CoAuthorInvitation, row) : reject("NOT_FOUND", coAuthorWording.noInvitation, "id");
}
