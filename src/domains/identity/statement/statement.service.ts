import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { rejectInput } from "../../../core/errors/user-error.js";
import { loader } from "../../../core/graphql/batch.js";
import { inTransaction, requireCaller } from "../../../core/graphql/context.js";
import type { IdentityContext } from "../identity.services.js";
import type { AcceptedPrivacyStatement } from "./statement.types.js";
import { statementWording } from "./statement.wording.js";

/**
 * Requires that `version` is that of the privacy statement, where the network has one; rejects with INVALID_INPUT.
 * Returns what is to be recorded.
 */
export function requireAcceptance(
  { privacyStatement, now }: IdentityContext,
  version: string | null | undefined,
  path: string,
): AcceptedPrivacyStatement | null {
  if (!privacyStatement) {
    if (version != null) rejectInput(InputProblem.NOT_ALLOWED, statementWording.none, path);
    return null;
  }
  if (version !== privacyStatement.version)
    rejectInput(
      version ? InputProblem.NOT_ALLOWED : InputProblem.REQUIRED,
      statementWording.toAccept(privacyStatement),
      path,
    );
  return { version: privacyStatement.version, acceptedAt: now() };
}

/** Records that a member accepted a version; the first time counts. */
export async function recordAcceptance(
  db: Connection,
  memberId: string,
  { version, acceptedAt }: AcceptedPrivacyStatement,
): Promise<void> {
  await db.query(sql`
    INSERT INTO accepted_statement (member_id, version, accepted_at) VALUES (${memberId}, ${version}, ${acceptedAt})
    ON CONFLICT (member_id, version) DO NOTHING`);
}

/** Records that the caller accepts the privacy statement. */
export async function acceptPrivacyStatement(ctx: IdentityContext, version: string): Promise<void> {
  const memberId = requireCaller(ctx);
  const accepted = requireAcceptance(ctx, version, "version");
  if (accepted) await inTransaction(ctx, (tx) => recordAcceptance(tx.db, memberId, accepted));
}

/** What a member accepted last; null when they accepted none. */
export const acceptedStatementOf = loader<AcceptedPrivacyStatement | null>(async (ctx, memberIds) => {
  const rows = await ctx.db.query<AcceptedPrivacyStatement & { memberId: string }>(sql`
    SELECT DISTINCT ON (member_id) member_id AS "memberId", version, accepted_at AS "acceptedAt" FROM accepted_statement
    WHERE member_id = ANY(${memberIds}::uuid[]) ORDER BY member_id, accepted_at DESC, version DESC`);
  return new Map(rows.map(({ memberId, ...row }) => [memberId, row]));
}, null);
