import { registerEnumType } from "type-graphql";

export enum AuditAction {
  ROLE_GRANTED = "ROLE_GRANTED",
  ROLE_REVOKED = "ROLE_REVOKED",
  CASE_DECIDED = "CASE_DECIDED",
  DECISION_REVERSED = "DECISION_REVERSED",
  MESSAGE_HANDLED = "MESSAGE_HANDLED",
}

registerEnumType(AuditAction, {
  name: "AuditAction",
  description: "The kind of action in an entry of the audit trail (handeling).",
  valuesConfig: {
    ROLE_GRANTED: { description: "An administrator or the operator granted a role to a member (rol toegekend)." },
    ROLE_REVOKED: { description: "An administrator revoked a role of a member (rol ingetrokken)." },
    CASE_DECIDED: { description: "A moderator decided a case (dossier beslist)." },
    DECISION_REVERSED: { description: "A moderator reversed a decision (beslissing herzien)." },
    MESSAGE_HANDLED: { description: "A moderator handled a message to the coordinators (berichtje behandeld)." },
  },
});
