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
  description: "What the audit trail tells of.",
  valuesConfig: {
    ROLE_GRANTED: { description: "A member was given a role (rol toegekend)." },
    ROLE_REVOKED: { description: "A role was taken from a member (rol ingetrokken)." },
    CASE_DECIDED: { description: "A moderator decided on what was reported (dossier beslist)." },
    DECISION_REVERSED: { description: "A moderator's decision was taken back (beslissing herzien)." },
    MESSAGE_HANDLED: { description: "A message to the coordinators was handled (berichtje behandeld)." },
  },
});
