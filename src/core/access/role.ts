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
  description: "What an account may do (rol).",
  valuesConfig: {
    MEMBER: { description: "Takes part: posts, comments, registers (lid)." },
    ORGANISER: { description: "Runs gatherings and moderates (organisator)." },
    ANALYST: { description: "Sees aggregated figures only (analist)." },
    ADMIN: { description: "Grants roles and runs the network (beheerder)." },
  },
});

/** The roles that moderate, for `account.roles && …` in SQL: the same that `moderatesNetwork` looks for. */
export const moderating: readonly Role[] = [Role.ORGANISER, Role.ADMIN];
export const moderatorRoles = sql`${moderating}::role[]`;
