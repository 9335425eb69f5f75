import type { TransactionContext } from "../../core/graphql/context.js";
import { AuditEntry } from "./audit-entry.entity.js";

/** Adds an entry to the audit trail, in the transaction of the audited change. */
export async function audit(
  tx: Pick<TransactionContext, "manager" | "newId" | "now">,
  entry: Omit<AuditEntry, "id" | "occurredAt" | "actor" | "affected">,
): Promise<void> {
  await tx.manager.insert(AuditEntry, { ...entry, id: tx.newId(), occurredAt: tx.now() });
}
