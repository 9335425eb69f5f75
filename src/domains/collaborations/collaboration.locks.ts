import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { CollaborationMember } from "./collaboration-member.entity.js";
import { Collaboration } from "./collaboration.entity.js";

/** The current collaboration, locked until the transaction ends: after the members and requests that it concerns. */
export async function lockCollaboration(tx: TransactionContext, id: string): Promise<Collaboration> {
  const [row] = await tx.db.query<Collaboration>(sql`
    SELECT ${columnsOf(tx.database.source, Collaboration, "e")} FROM collaboration e WHERE e.id = ${id} FOR UPDATE`);
  return entityOf(Collaboration, row!);
}

/** The ids of the members of a collaboration, which is locked. */
export async function membersLocked(tx: TransactionContext, collaborationId: string): Promise<string[]> {
  const rows = await tx.manager.findBy(CollaborationMember, { collaborationId });
  return rows.map(({ memberId }) => memberId);
}
