import sql from "sql-template-tag";
import { subjectKinds } from "../../core/access/subject-kind.js";
import { audit } from "../../core/access/audit.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { type Context, type TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { once } from "../../core/idempotency/once.js";
import { actorOf, actorsWithIds, participating, requireRight } from "../../core/access/actor.js";
import { can, networkPolicy } from "../../core/access/policy.js";
import { sendMail } from "../../core/mail/outbox.js";
import { applySanctions, lockAffected } from "./sanctions.js";
import { caseById, decisionById } from "./moderation.reads.js";
import { ModerationCaseMember } from "./moderation-case-member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { CaseStatus, DecisionKind } from "./moderation.enums.js";
import type { DecideCaseInput, ReverseDecisionInput } from "./moderation.inputs.js";
import { decisionRules, reversalRules, suspends } from "./moderation.validation.js";
import { authorsOf } from "./subjects.js";
import { moderationPolicy } from "./moderation.policy.js";
import { moderationWording } from "./moderation.wording.js";

/** Decides an open case as the caller; the first decision wins. */
export async function decideCase(ctx: Context, input: DecideCaseInput): Promise<ModerationDecision> {
  const moderatorId = await requireRight(ctx, networkPolicy.moderate);
  const { idempotencyKey, ...checked } = checkInput(decisionRules(ctx.now()), input);
  const { caseId, kind, reason, suspendedUntil = null } = checked;
  const decide = async (tx: TransactionContext): Promise<ModerationDecision> => {
    const decided = await caseLocked(tx, caseId);
    if (!decided || !(await caseById(tx, caseId))) reject("NOT_FOUND", moderationWording.noCase, "caseId");
    if (decided.status === CaseStatus.DECIDED) reject("ALREADY_DECIDED", moderationWording.decided, "caseId");
    const authorIds = await authorsOf(tx.db, decided);
    // A deleted subject has no author: the members recorded with the first report are affected.
    const affectedIds = authorIds.length > 0 ? authorIds : await affectedBy(tx, caseId);
    if (affectedIds.length === 0 && suspends(kind))
      rejectInput(InputProblem.NOT_ALLOWED, moderationWording.nobodyToSuspend, "kind");
    await lockAffected(tx, affectedIds);
    await checkParty(tx, affectedIds, kind, "caseId");
    if (await reported(tx, caseId, moderatorId)) reject("NOT_YOURS_TO_DECIDE", moderationWording.ownReport, "caseId");
    const decision = Object.assign(new ModerationDecision(), {
      id: tx.newId(),
      caseId,
      kind,
      reason,
      suspendedUntil,
      decidedAt: tx.now(),
      decidedById: moderatorId,
      reversedAt: null,
      reversedById: null,
      reversalReason: null,
    });
    await tx.manager.insert(ModerationDecision, decision);
    await tx.manager.update(ModerationCase, { id: caseId }, { status: CaseStatus.DECIDED });
    const affected = affectedIds.map((memberId) => ({ caseId, memberId }));
    await tx.manager.delete(ModerationCaseMember, { caseId });
    if (affected.length > 0) await tx.manager.insert(ModerationCaseMember, affected);
    await carryOut(tx, "CASE_DECIDED", decided, decision, affectedIds);
    return decision;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "decideCase", idempotencyKey, input: checked }, decisionById, () => decide(tx)),
  );
}

/** Reverses a decision. What no other decision in force hides or suspends is restored. */
export async function reverseDecision(ctx: Context, input: ReverseDecisionInput): Promise<ModerationDecision> {
  const moderatorId = await requireRight(ctx, networkPolicy.moderate);
  const { decisionId, reason } = checkInput(reversalRules, input);
  return participating(ctx, async (tx) => {
    const decision = await decisionLocked(tx, decisionId);
    if (decision.kind === DecisionKind.DISMISS)
      rejectInput(InputProblem.NOT_ALLOWED, moderationWording.dismissal, "decisionId");
    if (decision.reversedAt !== null) reject("ALREADY_DECIDED", moderationWording.reversed, "decisionId");
    const affectedIds = await affectedBy(tx, decision.caseId);
    await lockAffected(tx, affectedIds);
    await checkParty(tx, affectedIds, decision.kind, "decisionId");
    const reversal = { reversedAt: tx.now(), reversedById: moderatorId, reversalReason: reason };
    await tx.manager.update(ModerationDecision, { id: decisionId }, reversal);
    Object.assign(decision, reversal);
    const decided = await caseLocked(tx, decision.caseId);
    await carryOut(tx, "DECISION_REVERSED", decided!, decision, affectedIds);
    return decision;
  });
}

async function reported(tx: TransactionContext, caseId: string, memberId: string): Promise<boolean> {
  const rows = await tx.db.query(sql`SELECT 1 FROM report WHERE case_id = ${caseId} AND reporter_id = ${memberId}`);
  return rows.length > 0;
}

async function checkParty(
  tx: TransactionContext,
  affectedIds: string[],
  kind: DecisionKind,
  field: string,
): Promise<void> {
  const affected = await actorsWithIds(tx, affectedIds);
  if (!can(await actorOf(tx), moderationPolicy.decide, { affected, suspends: suspends(kind) }))
    reject("NOT_YOURS_TO_DECIDE", moderationWording.notYours, field);
}

/**
 * Applies a decision or its reversal: writes the audit trail, updates hidden and suspended rows, mails the affected
 * members, and announces the event. A dismissal only goes to the audit trail.
 */
async function carryOut(
  tx: TransactionContext,
  action: "CASE_DECIDED" | "DECISION_REVERSED",
  { subjectKind, subjectId }: ModerationCase,
  decision: ModerationDecision,
  affectedIds: string[],
): Promise<void> {
  const { id: decisionId, kind, suspendedUntil } = decision;
  const reversed = action === "DECISION_REVERSED";
  const reason = reversed ? decision.reversalReason : decision.reason;
  const until = suspendedUntil && { suspendedUntil: suspendedUntil.toISOString() };
  for (const affectedId of affectedIds.length > 0 ? affectedIds : [null])
    await audit(tx, {
      actorId: tx.callerId,
      action,
      subjectKind,
      subjectId,
      affectedId,
      detail: { decisionId, decisionKind: kind, ...until },
      reason,
    });
  if (kind === DecisionKind.DISMISS) return;
  await applySanctions(tx, { subjectKind, subjectId }, affectedIds);
  for (const memberId of affectedIds)
    await sendMail(
      tx,
      { kind: reversed ? "decisionReversed" : "decisionMade", payload: { memberId, decisionId } },
      "notice",
    );
  tx.announce({
    kind: reversed ? "moderation.reversed" : "moderation.decided",
    subjectId,
    data: {
      decisionId,
      decision: kind,
      subjectKind,
      affectedIds,
      ...(await subjectKinds.get(subjectKind).reportable?.eventData?.(subjectId, tx.db)),
    },
  });
}

async function caseLocked(tx: TransactionContext, id: string): Promise<ModerationCase | null> {
  const [row] = await tx.db.query<ModerationCase>(sql`
    SELECT ${columnsOf(tx.database.source, ModerationCase, "e")} FROM moderation_case e WHERE e.id = ${id} FOR UPDATE`);
  return row ? entityOf(ModerationCase, row) : null;
}

async function decisionLocked(tx: TransactionContext, id: string): Promise<ModerationDecision> {
  const [row] = await tx.db.query<ModerationDecision>(sql`
    SELECT ${columnsOf(tx.database.source, ModerationDecision, "e")} FROM moderation_decision e
    WHERE e.id = ${id} FOR UPDATE`);
  return row ? entityOf(ModerationDecision, row) : reject("NOT_FOUND", moderationWording.noDecision, "decisionId");
}

async function affectedBy(tx: TransactionContext, caseId: string): Promise<string[]> {
  const rows = await tx.db.query<{ memberId: string }>(sql`
    SELECT member_id AS "memberId" FROM moderation_case_member WHERE case_id = ${caseId} ORDER BY 1`);
  return rows.map((row) => row.memberId);
}
