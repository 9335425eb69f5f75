import type { AuditAction } from "../../core/access/audit-action.js";
import type { Declared } from "../../core/closed-sets/closed-set.js";

declare module "../../core/access/audit-action.js" {
  interface AuditActions {
    ORGANISATIONS_MERGED: unknown;
  }
}

export const organisationAuditActions = {
  ORGANISATIONS_MERGED: {
    description:
      "An organiser merged an organisation into another, which `AuditEntry.subject` is since (organisaties samengevoegd).",
  },
} satisfies Partial<Record<AuditAction, Declared>>;
