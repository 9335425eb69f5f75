import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";

/**
 * Locks members until the transaction ends, which serialises requests, invitations, answers, blocks and erasures that
 * concern them. Always lock the members before their requests and ideas, to avoid deadlocks.
 */
export async function lockMembers(tx: TransactionContext, ids: string[]): Promise<void> {
  await tx.db.query(sql`SELECT FROM member WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`);
}
