import type { AuditAction } from "../../core/access/audit-action.js";
import type { Declared } from "../../core/closed-sets/closed-set.js";

declare module "../../core/access/audit-action.js" {
  interface AuditActions {
    ROLE_GRANTED: unknown;
    ROLE_REVOKED: unknown;
  }
}

export const roleAuditActions = {
  ROLE_GRANTED: { description: "A member was given a role (rol toegekend)." },
  ROLE_REVOKED: { description: "A role was taken from a member (rol ingetrokken)." },
} satisfies Partial<Record<AuditAction, Declared>>;
