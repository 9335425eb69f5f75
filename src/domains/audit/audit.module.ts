import type { DomainModule } from "../domain-module.js";
import { AuditEntry } from "./audit-entry.entity.js";
import { AuditTrailResolver } from "./audit-trail.resolver.js";
import { auditPersonalData } from "./audit.personal-data.js";
import { auditEntryById } from "./audit.reads.js";

export const auditModule = {
  name: "audit",
  entities: [AuditEntry],
  resolvers: [AuditTrailResolver],
  nodes: { audit_entry: auditEntryById },
  personalData: auditPersonalData,
} satisfies DomainModule;
