import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";

/** The current request, locked until the transaction ends. */
export async function lockRequest(tx: TransactionContext, id: string): Promise<CollaborationRequest> {
  const [row] = await tx.db.query<CollaborationRequest>(sql`
    SELECT ${columnsOf(tx.database.source, CollaborationRequest, "e")} FROM collaboration_request e
    WHERE e.id = ${id} FOR UPDATE`);
  return entityOf(CollaborationRequest, row!);
}
