import { ClosedSet } from "../closed-sets/closed-set.js";

/** What the audit trail records. A domain adds what is done in it in `<name>.audit.ts`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the domains fill it
export interface AuditActions {}

export type AuditAction = keyof AuditActions;

export const auditActions = new ClosedSet<AuditAction>(
  "AuditAction",
  "The kind of action in an entry of the audit trail (handeling).",
);
