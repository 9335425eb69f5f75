import type { TransactionContext } from "../graphql/context.js";
import type { AuditAction } from "./audit-action.js";
import type { Role } from "./role.js";
import type { SubjectKind } from "./subject-kind.js";

/** Details of an action: ids and enum values only. */
export interface AuditDetail {
  role?: Role;
  decisionId?: string;
  decisionKind?: string;
  /** ISO 8601. */
  suspendedUntil?: string;
  /** The id of what the subject was merged into. */
  intoId?: string;
}

/** What an entry of the audit trail says of an action. */
export interface AuditedAction {
  /** Null for the operator at the command line. */
  actorId: string | null;
  action: AuditAction;
  subjectKind: SubjectKind;
  subjectId: string;
  affectedId: string | null;
  detail: AuditDetail;
  reason: string | null;
}

/** Adds an entry to the audit trail, in the transaction of the audited change. */
export async function audit(
  tx: Pick<TransactionContext, "manager" | "newId" | "now">,
  entry: AuditedAction,
): Promise<void> {
  // By the name of the table, as its entity refers to members.
  await tx.manager.insert("audit_entry", { ...entry, id: tx.newId(), occurredAt: tx.now() });
}
