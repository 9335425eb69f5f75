import sql, { type Sql } from "sql-template-tag";
import { moderatorRoles } from "./role.js";

/** The reader: a member's id, or the SQL column of it; null when nobody is signed in. A `Context` is a reader. */
export interface Reader {
  callerId: string | Sql | null;
  /** True where blocks are ignored. */
  throughBlocks?: boolean;
}

/** Whether the caller moderates, by their current roles and unless suspended; evaluated once per statement. */
export const callerModerates = ({ callerId }: Reader): Sql =>
  callerId === null
    ? sql`false`
    : sql`EXISTS (
        SELECT FROM account JOIN member caller ON caller.id = account.member_id
        WHERE account.member_id = ${callerId} AND roles && ${moderatorRoles}
          AND (caller.suspended_until IS NULL OR caller.suspended_until <= now()))`;
