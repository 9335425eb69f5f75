import sql, { type Sql } from "sql-template-tag";
import { entityLoader } from "../../core/graphql/batch.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import { idOf } from "../../core/graphql/ids.js";
import { AuditEntry } from "./audit-entry.entity.js";
import type { AuditFilter } from "./audit.inputs.js";

export const AuditEntryConnection = connectionType("AuditEntry", () => AuditEntry);

/** The entry; administrators only. */
export const auditEntryById = entityLoader(
  AuditEntry,
  ({ callerId }) => sql`EXISTS (SELECT FROM account WHERE member_id = ${callerId}::uuid AND 'ADMIN' = ANY(roles))`,
);

/** The audit trail, newest first. */
export const auditTrail = (filter: AuditFilter | null): List<AuditEntry> => ({
  name: "auditTrail",
  node: AuditEntry,
  where: conditions(filter ?? {}),
  order: { name: "occurred", key: sql`e.occurred_at`, form: "time", descending: true },
});

function conditions({ actorId, subjectId, affectedId, actions, from, until }: AuditFilter): Sql[] {
  const found: Sql[] = [];
  if (actorId != null) found.push(sql`e.actor_id = ${idOf(actorId)}`);
  if (subjectId != null) found.push(sql`e.subject_id = ${idOf(subjectId)}`);
  if (affectedId != null) found.push(sql`e.affected_id = ${idOf(affectedId)}`);
  if (actions?.length) found.push(sql`e.action = ANY(${actions}::audit_action[])`);
  if (from) found.push(sql`e.occurred_at >= ${from}`);
  if (until) found.push(sql`e.occurred_at < ${until}`);
  return found;
}
