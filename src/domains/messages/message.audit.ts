import type { AuditAction } from "../../core/access/audit-action.js";
import type { Declared } from "../../core/closed-sets/closed-set.js";

declare module "../../core/access/audit-action.js" {
  interface AuditActions {
    MESSAGE_HANDLED: unknown;
    MESSAGE_ANSWERED: unknown;
    MESSAGE_DISCARDED: unknown;
  }
}

export const messageAuditActions = {
  MESSAGE_HANDLED: { description: "A moderator handled a message to the coordinators (berichtje behandeld)." },
  MESSAGE_ANSWERED: { description: "A moderator answered a message to the coordinators (berichtje beantwoord)." },
  MESSAGE_DISCARDED: {
    description: "A moderator discarded a message to the coordinators as spam (berichtje verwijderd).",
  },
} satisfies Partial<Record<AuditAction, Declared>>;
