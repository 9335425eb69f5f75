import type { AuditAction } from "../../core/access/audit-action.js";
import type { Declared } from "../../core/closed-sets/closed-set.js";

declare module "../../core/access/audit-action.js" {
  interface AuditActions {
    ROLE_GRANTED: unknown;
    ROLE_REVOKED: unknown;
  }
}

export const roleAuditActions = {
  ROLE_GRANTED: {
    description:
      "An administrator, the operator or the OpenID Connect issuer granted a role to a member (rol toegekend).",
  },
  ROLE_REVOKED: {
    description: "An administrator or the OpenID Connect issuer revoked a role of a member (rol ingetrokken).",
  },
} satisfies Partial<Record<AuditAction, Declared>>;
