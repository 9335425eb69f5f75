import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { lockMembers } from "../../members/lock-members.js";
import { memberWording } from "../../members/member.wording.js";
import { blockBetween, maySeeMember } from "../../members/member.visibility.js";
import { IdeaStatus } from "../idea.enums.js";
import { ownIdeaLocked } from "../idea.locks.js";
import { ideaWording } from "../idea.wording.js";
import { CoAuthorInvitation, CoAuthorInvitationStatus } from "./co-author-invitation.entity.js";
import type { InviteCoAuthorInput } from "./co-author.inputs.js";
import { coAuthorInvitationById } from "./co-author.reads.js";
import { inviteCoAuthorRules, maxCoAuthors, restDays } from "./co-author.validation.js";
import { coAuthorWording } from "./co-author.wording.js";

const { PENDING, ACCEPTED, DECLINED, WITHDRAWN } = CoAuthorInvitationStatus;

/** Invites a member to be a co-author of an idea of the caller; no effect for who is invited or is one already. */
export async function inviteCoAuthor(ctx: Context, input: InviteCoAuthorInput): Promise<CoAuthorInvitation> {
  const authorId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(inviteCoAuthorRules, input);
  const { ideaId, memberId } = checked;
  if (memberId === authorId) rejectInput(InputProblem.NOT_ALLOWED, coAuthorWording.yourself, "memberId");
  const invite = async (tx: TransactionContext): Promise<CoAuthorInvitation> => {
    await lockMembers(tx, [authorId, memberId]);
    const idea = await ownIdeaLocked(tx, ideaId, "ideaId");
    if (idea.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "ideaId");
    await checkMember(tx, authorId, memberId);
    const invitations = await invitationsOf(tx, ideaId);
    const before = invitations.find((one) => one.memberId === memberId);
    if (before && isOpen(before)) return before;
    if (before) checkRest(before, tx.now());
    if (invitations.filter(isOpen).length >= maxCoAuthors)
      reject("TOO_MANY_CO_AUTHORS", coAuthorWording.tooMany(maxCoAuthors), "ideaId");
    await countWrite(tx, "invitation");
    const invitation = Object.assign(new CoAuthorInvitation(), {
      ...{ id: before?.id ?? tx.newId(), ideaId, memberId, status: PENDING, invitedAt: tx.now(), answeredAt: null },
    });
    if (before) await tx.manager.update(CoAuthorInvitation, { id: before.id }, invitation);
    else await tx.manager.insert(CoAuthorInvitation, invitation);
    tx.announce({ kind: "co-author.invited", subjectId: invitation.id, data: { ideaId, memberId, by: authorId } });
    return invitation;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "inviteCoAuthor", idempotencyKey, input: checked }, coAuthorInvitationById, () => invite(tx)),
  );
}

const isOpen = ({ status }: CoAuthorInvitation): boolean => status === PENDING || status === ACCEPTED;

/** NOT_FOUND for who has left, whom the author may not see, and with a block between the two, whatever their roles. */
async function checkMember(tx: TransactionContext, authorId: string, memberId: string): Promise<void> {
  const found = await tx.db.query(sql`
    SELECT FROM member e WHERE e.id = ${memberId} AND e.erased_at IS NULL AND ${maySeeMember(tx, sql`e`)}
      AND NOT ${blockBetween(sql`e.id`, sql`${authorId}::uuid`)}`);
  if (found.length === 0) reject("NOT_FOUND", memberWording.noMember, "memberId");
}

/** Rejects while a member who declined, or whose invitation was withdrawn, is not to be invited again. */
function checkRest({ status, answeredAt }: CoAuthorInvitation, now: Date): void {
  const rests = (days: number): boolean => answeredAt!.getTime() > now.getTime() - days * 86_400_000;
  if (status === DECLINED && rests(restDays.DECLINED))
    reject("ALREADY_INVITED", coAuthorWording.declined(restDays.DECLINED), "memberId");
  if (status === WITHDRAWN && rests(restDays.WITHDRAWN))
    reject("ALREADY_INVITED", coAuthorWording.withdrawn, "memberId");
}

/** All invitations of an idea, which is locked, so that their number does not change meanwhile. */
async function invitationsOf(tx: TransactionContext, ideaId: string): Promise<CoAuthorInvitation[]> {
  const rows = await tx.db.query<CoAuthorInvitation>(sql`
    SELECT ${columnsOf(tx.database.source, CoAuthorInvitation, "e")} FROM co_author_invitation e
    WHERE e.idea_id = ${ideaId}`);
  return rows.map((row) => entityOf(CoAuthorInvitation, row));
}
