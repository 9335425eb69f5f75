import type { AuditAction } from "../../core/access/audit-action.js";
import type { Declared } from "../../core/closed-sets/closed-set.js";

declare module "../../core/access/audit-action.js" {
  interface AuditActions {
    MESSAGE_HANDLED: unknown;
  }
}

export const messageAuditActions = {
  MESSAGE_HANDLED: { description: "A moderator handled a message to the coordinators (berichtje behandeld)." },
} satisfies Partial<Record<AuditAction, Declared>>;
