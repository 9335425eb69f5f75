import sql from "sql-template-tag";
import { participating } from "../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { once } from "../../core/idempotency/once.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { areBlocked, checkProfile } from "../collaborations/collaboration-request.checks.js";
import { lockMembers } from "../members/lock-members.js";
import { memberById } from "../members/member.reads.js";
import { memberWording } from "../members/member.wording.js";
import { checkMonth, checkPair, checkQuestion } from "./ask-for-help.checks.js";
import { endHelpRequests, isExpired } from "./end-help-request.service.js";
import { HelpRequest } from "./help-request.entity.js";
import { HelpRequestStatus } from "./help-request.enums.js";
import type { AskForHelpInput } from "./help-request.inputs.js";
import { helpRequestById } from "./help-request.reads.js";
import { askForHelpRules, lifetime } from "./help-request.validation.js";
import { helpWording } from "./help.wording.js";

/** Asks a member for help with a question of the caller. */
export async function askForHelp(ctx: Context, input: AskForHelpInput): Promise<HelpRequest> {
  const fromId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(askForHelpRules, input);
  const { ideaId, memberId: toId, message = null } = checked;
  const ask = async (tx: TransactionContext): Promise<HelpRequest> => {
    if (toId === fromId) rejectInput(InputProblem.NOT_ALLOWED, helpWording.yourself, "memberId");
    await countWrite(tx, "helpRequest");
    // What the month has room for is counted under the lock of the member, so that requests cannot exceed it together.
    await lockMembers(tx, [fromId, toId]);
    await checkProfile(tx, fromId);
    await checkQuestion(tx, ideaId);
    const member = await memberById(tx, toId);
    if (member?.erasedAt !== null || (await areBlocked(tx, fromId, toId)))
      reject("NOT_FOUND", memberWording.noMember, "memberId");
    const pair = { ideaId, fromId, toId };
    const isOfPair = sql`idea_id = ${ideaId} AND from_id = ${fromId} AND to_id = ${toId}`;
    await endHelpRequests(tx, sql`${isOfPair} AND ${isExpired(tx.now())}`, HelpRequestStatus.EXPIRED);
    await checkPair(tx, pair);
    await checkMonth(tx, toId);
    return insert(tx, { ...pair, message });
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "askForHelp", idempotencyKey, input: checked }, helpRequestById, () => ask(tx)),
  );
}

type Asked = Pick<HelpRequest, "ideaId" | "fromId" | "toId" | "message">;

async function insert(tx: TransactionContext, asked: Asked): Promise<HelpRequest> {
  const { ideaId, fromId, toId } = asked;
  const askedAt = tx.now();
  const request = Object.assign(new HelpRequest(), {
    ...asked,
    id: tx.newId(),
    status: HelpRequestStatus.PENDING,
    askedAt,
    expiresAt: new Date(askedAt.getTime() + lifetime),
    answeredAt: null,
    hiddenAt: null,
    commentId: null,
  });
  await tx.manager.insert(HelpRequest, request);
  tx.announce({ kind: "help.requested", subjectId: request.id, data: { fromId, toId, ideaId } });
  return request;
}
