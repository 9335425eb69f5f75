import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { tableOf, type SubjectRef } from "./subjects.js";

/**
 * Locks members against writes of their own until the transaction ends: none of those that participate follows a
 * suspension. To be called before anything that refers to them is written, as two decisions that had both done so would
 * wait for each other.
 */
export async function lockAffected(tx: TransactionContext, affectedIds: string[]): Promise<void> {
  await tx.db.query(sql`SELECT FROM member WHERE id = ANY(${affectedIds}::uuid[]) ORDER BY id FOR UPDATE`);
}

/**
 * Derives hiding and suspension from the decisions in force, so that a reversal restores only what no other decision
 * hides or suspends. The members are locked already; locks the subject, so that concurrent decisions are taken into
 * account.
 */
export async function applySanctions(
  tx: TransactionContext,
  subject: SubjectRef,
  affectedIds: string[],
): Promise<void> {
  await tx.db.query(sql`SELECT FROM ${tableOf(subject)} WHERE id = ${subject.subjectId} FOR NO KEY UPDATE`);
  await tx.db.query(sql`
    UPDATE ${tableOf(subject)} SET hidden_at = (
      SELECT min(decided_at) FROM moderation_decision decision JOIN moderation_case c ON c.id = decision.case_id
      WHERE c.subject_id = ${subject.subjectId} AND decision.kind IN ('HIDE', 'HIDE_AND_SUSPEND') AND reversed_at IS NULL)
    WHERE id = ${subject.subjectId}`);
  await tx.db.query(sql`
    UPDATE member SET suspended_until = (
      SELECT max(decision.suspended_until) FROM moderation_decision decision
      JOIN moderation_case_member affected ON affected.case_id = decision.case_id
      WHERE affected.member_id = member.id AND reversed_at IS NULL)
    WHERE id = ANY(${affectedIds}::uuid[])`);
}
