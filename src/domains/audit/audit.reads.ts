import sql, { type Sql } from "sql-template-tag";
import { entityLoader } from "../../core/graphql/batch.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import { optionalIdOf } from "../../core/graphql/ids.js";
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

function conditions({ actions, from, until, ...ids }: AuditFilter): Sql[] {
  const found: Sql[] = [];
  const [actorId, subjectId, affectedId] = [ids.actorId, ids.subjectId, ids.affectedId].map(optionalIdOf);
  if (actorId) found.push(sql`e.actor_id = ${actorId}`);
  if (subjectId) found.push(sql`e.subject_id = ${subjectId}`);
  if (affectedId) found.push(sql`e.affected_id = ${affectedId}`);
  if (actions?.length) found.push(sql`e.action = ANY(${actions}::audit_action[])`);
  if (from) found.push(sql`e.occurred_at >= ${from}`);
  if (until) found.push(sql`e.occurred_at < ${until}`);
  return found;
}
