import type { AuditAction } from "../../core/access/audit-action.js";
import type { Declared } from "../../core/closed-sets/closed-set.js";

declare module "../../core/access/audit-action.js" {
  interface AuditActions {
    CASE_DECIDED: unknown;
    DECISION_REVERSED: unknown;
  }
}

export const moderationAuditActions = {
  CASE_DECIDED: { description: "A moderator decided a case (dossier beslist)." },
  DECISION_REVERSED: { description: "A moderator reversed a decision (beslissing herzien)." },
} satisfies Partial<Record<AuditAction, Declared>>;
