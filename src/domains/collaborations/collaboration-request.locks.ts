import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";

/**
 * Locks members until the transaction ends, which serialises requests, answers, blocks and erasures that concern them.
 * Always lock the members before their requests, to avoid deadlocks.
 */
export async function lockMembers(tx: TransactionContext, ids: string[]): Promise<void> {
  await tx.db.query(sql`SELECT FROM member WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`);
}

/** The current request, locked until the transaction ends. */
export async function lockRequest(tx: TransactionContext, id: string): Promise<CollaborationRequest> {
  const [row] = await tx.db.query<CollaborationRequest>(sql`
    SELECT ${columnsOf(tx.database.source, CollaborationRequest, "e")} FROM collaboration_request e
    WHERE e.id = ${id} FOR UPDATE`);
  return entityOf(CollaborationRequest, row!);
}
