import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { reject } from "../../core/errors/user-error.js";
import type { Wording } from "../../core/texts/wording.js";
import type { Idea } from "../ideas/idea.entity.js";
import { IdeaStatus } from "../ideas/idea.enums.js";
import { ideaById } from "../ideas/idea.reads.js";
import { ideaWording } from "../ideas/idea.wording.js";
import { blockBetween } from "../members/member.visibility.js";
import { memberById } from "../members/member.reads.js";
import { daysBefore, maxInADay, maxPending, restDays } from "./collaboration-request.validation.js";
import { isAcceptable } from "./collaboration-request.reads.js";
import { collaborationWording } from "./collaboration.wording.js";

/** Rejects when a moderator hid the caller's profile: the recipient could not see the sender. */
export async function checkProfile(tx: TransactionContext, memberId: string): Promise<void> {
  const member = await memberById(tx, memberId);
  if (member!.hiddenAt !== null) reject("PROFILE_HIDDEN", collaborationWording.profileHidden);
}

/** The idea; rejects unless the caller may see it and it is not withdrawn. */
export async function checkIdea(tx: TransactionContext, ideaId: string): Promise<Idea> {
  const idea = await ideaById(tx, ideaId);
  if (!idea) reject("NOT_FOUND", ideaWording.noIdea, "ideaId");
  if (idea.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", collaborationWording.ideaWithdrawn, "ideaId");
  return idea;
}

/** Checked separately: moderators see members with a block between them, but may not send them requests. */
export async function areBlocked(tx: TransactionContext, a: string, b: string): Promise<boolean> {
  const [found] = await tx.db.query<{ blocked: boolean }>(
    sql`SELECT ${blockBetween(sql`${a}::uuid`, sql`${b}::uuid`)} AS blocked`,
  );
  return found!.blocked;
}

interface Pair {
  fromId: string;
  toId: string;
  ideaId: string | null;
  /** Whether the two begin to collaborate; not when a host begins it for others, nor in a collaboration that exists. */
  takesPart: boolean;
}

/**
 * Rejects when there is a pending or recent request between the two, or they already collaborate on the same idea. An
 * invitation that a block keeps from the sender is none: a refusal would tell of the block.
 * `path` is that of the recipient in the input.
 */
export async function checkPair(
  tx: TransactionContext,
  { fromId, toId, ideaId, takesPart }: Pair,
  ...path: string[]
): Promise<void> {
  const [pair] = await tx.db.query<{ sent: boolean; received: boolean; declined: boolean; collaborating: boolean }>(sql`
    SELECT
      EXISTS (SELECT FROM collaboration_request WHERE from_id = ${fromId} AND to_id = ${toId} AND (
        status = 'PENDING' OR (status = 'WITHDRAWN' AND asked_at > ${daysBefore(tx.now(), 1)}))) AS sent,
      EXISTS (SELECT FROM collaboration_request e WHERE from_id = ${toId} AND to_id = ${fromId} AND status = 'PENDING'
        AND ${isAcceptable(sql`e`)}) AS received,
      EXISTS (SELECT FROM collaboration_request WHERE from_id = ${fromId} AND to_id = ${toId}
        AND status = 'DECLINED' AND answered_at > ${daysBefore(tx.now(), restDays)}) AS declined,
      EXISTS (SELECT FROM collaboration
        JOIN collaboration_member own ON own.collaboration_id = collaboration.id AND own.member_id = ${fromId}
        JOIN collaboration_member theirs ON theirs.collaboration_id = collaboration.id AND theirs.member_id = ${toId}
        WHERE stage <> 'STOPPED' AND (${ideaId}::uuid IS NULL OR idea_id = ${ideaId})) AS collaborating`);
  const { sent, received, declined, collaborating } = pair!;
  const refuse = (code: "ALREADY_REQUESTED" | "ALREADY_COLLABORATING", wording: Wording): never =>
    reject(code, wording, ...path);
  if (received && takesPart) refuse("ALREADY_REQUESTED", collaborationWording.askedByThem);
  if (sent) refuse("ALREADY_REQUESTED", collaborationWording.asked);
  if (declined) refuse("ALREADY_REQUESTED", collaborationWording.declined(restDays));
  if (collaborating && takesPart) refuse("ALREADY_COLLABORATING", collaborationWording.collaborating);
}

/**
 * Rejects when the caller has sent too many requests. The caller's row is locked, so that concurrent requests cannot
 * exceed the limits together.
 */
export async function checkLimits(tx: TransactionContext, fromId: string): Promise<void> {
  const now = tx.now();
  const [count] = await tx.db.query<{ pending: number; today: number }>(sql`
    SELECT (SELECT count(*)::int FROM collaboration_request
        WHERE from_id = ${fromId} AND status = 'PENDING' AND expires_at > ${now}) AS pending,
      (SELECT count(*)::int FROM collaboration_request WHERE from_id = ${fromId} AND asked_at > ${daysBefore(now, 1)}) AS today`);
  if (count!.pending >= maxPending) reject("TOO_MANY_REQUESTS", collaborationWording.tooManyPending(maxPending));
  if (count!.today >= maxInADay) reject("TOO_MANY_REQUESTS", collaborationWording.tooManyToday(maxInADay));
}
