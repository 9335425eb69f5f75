import sql from "sql-template-tag";
import { registerEnumType } from "type-graphql";

export enum Role {
  MEMBER = "MEMBER",
  ORGANISER = "ORGANISER",
  ANALYST = "ANALYST",
  ADMIN = "ADMIN",
}

registerEnumType(Role, {
  name: "Role",
  description: "A role of an account, which determines what it may do (rol).",
  valuesConfig: {
    MEMBER: { description: "Participates: posts ideas, comments, registers for gatherings (lid)." },
    ORGANISER: {
      description: "Runs gatherings and moderates: decides on reports and sees hidden content (organisator).",
    },
    ANALYST: { description: "Reads aggregated figures only (analist)." },
    ADMIN: { description: "Grants and revokes roles, reads the audit trail and moderates (beheerder)." },
  },
});

/** The roles that moderate, for TypeScript (`networkPolicy.moderate`) and, below, for `account.roles && …` in SQL. */
export const moderating: readonly Role[] = [Role.ORGANISER, Role.ADMIN];
export const moderatorRoles = sql`${moderating}::role[]`;
