import sql from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { CollaborationMember } from "../collaboration-member.entity.js";

/** The number of the last message in a collaboration, which is locked; 0 when there is none. */
export async function lastNumber(tx: TransactionContext, collaborationId: string): Promise<number> {
  const [row] = await tx.db.query<{ last: number }>(sql`
    SELECT coalesce(max(number), 0) AS last FROM collaboration_message WHERE collaboration_id = ${collaborationId}`);
  return row!.last;
}

/** Where a member comes in who joins a collaboration, which is locked: what was written before was not for them. */
export async function threadEnd(
  tx: TransactionContext,
  collaborationId: string,
): Promise<Pick<CollaborationMember, "joinedAfter" | "readUpTo">> {
  const last = await lastNumber(tx, collaborationId);
  return { joinedAfter: last, readUpTo: last };
}
