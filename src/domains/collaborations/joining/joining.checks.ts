import sql from "sql-template-tag";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { Wording } from "../../../core/texts/wording.js";
import { expireJoining } from "../collaboration-request.ending.js";
import { isAcceptable } from "../collaboration-request.reads.js";
import { daysBefore, restDays } from "../collaboration-request.validation.js";
import { joiningWording } from "./joining.wording.js";
import { invites } from "./places.js";

interface Before {
  /** The member asked to join, and waits for an answer. */
  waits: boolean;
  /** The same, and the members see the request. */
  canBeAdmitted: boolean;
  withdrew: boolean;
  wasDeclined: boolean;
  /** Somebody who takes part invited the member, who sees it and has not answered. */
  isInvited: boolean;
  declined: boolean;
}

/**
 * What was asked about a member, who is locked, and these collaborations; what has expired is marked as EXPIRED first.
 * What a block keeps from who would answer it counts for its sender alone, or a refusal would tell of the block.
 */
async function askedBefore(tx: TransactionContext, memberId: string, collaborationIds: string[]): Promise<Before> {
  await expireJoining(tx, memberId, collaborationIds);
  const rested = daysBefore(tx.now(), restDays);
  const [before] = await tx.db.query<Before>(sql`
    SELECT
      coalesce(bool_or(isJoining AND e.status = 'PENDING'), false) AS waits,
      coalesce(bool_or(isJoining AND e.status = 'WITHDRAWN' AND e.asked_at > ${daysBefore(tx.now(), 1)}), false) AS withdrew,
      coalesce(bool_or(isJoining AND e.status = 'DECLINED' AND e.answered_at > ${rested}), false) AS "wasDeclined",
      coalesce(bool_or(isJoining AND e.status = 'PENDING' AND isSeen), false) AS "canBeAdmitted",
      coalesce(bool_or(${invites(tx.now())} AND isSeen), false) AS "isInvited",
      coalesce(bool_or(NOT isJoining AND e.status = 'DECLINED' AND e.answered_at > ${rested}), false) AS declined
    FROM collaboration_request e,
      LATERAL (SELECT e.to_id IS NULL AS isJoining, ${isAcceptable(sql`e`)} AS isSeen) AS form
    WHERE e.joins_id = ANY(${collaborationIds}::uuid[]) AND coalesce(e.to_id, e.from_id) = ${memberId}`);
  return before!;
}

const refuse = (wording: Wording, path: string): never => reject("ALREADY_REQUESTED", wording, path);

/** Rejects when the caller asked to join one of these collaborations, or is invited to one. */
export async function checkJoining(tx: TransactionContext, memberId: string, ids: string[]): Promise<void> {
  const { waits, withdrew, wasDeclined, isInvited } = await askedBefore(tx, memberId, ids);
  if (isInvited) refuse(joiningWording.invitedAlready, "ideaId");
  if (waits || withdrew) refuse(joiningWording.askedMembers, "ideaId");
  if (wasDeclined) refuse(joiningWording.declinedByMembers(restDays), "ideaId");
}

/** Rejects when a member is invited to a collaboration, declined that, or asked to join it, as far as its members see. */
export async function checkInvitation(tx: TransactionContext, memberId: string, id: string): Promise<void> {
  const { canBeAdmitted, isInvited, declined } = await askedBefore(tx, memberId, [id]);
  if (canBeAdmitted) refuse(joiningWording.wantsToJoin, "memberId");
  if (isInvited) refuse(joiningWording.invitedByOthers, "memberId");
  if (declined) refuse(joiningWording.declinedInvitation(restDays), "memberId");
}
