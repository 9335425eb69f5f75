import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import type { Language } from "../../core/texts/language.js";

export interface AccountRow {
  memberId: string;
  email: string;
  passwordHash: string | null;
  language: Language;
}

async function accountBy(db: Connection, condition: Sql): Promise<AccountRow | undefined> {
  const [account] = await db.query<AccountRow>(sql`
    SELECT member_id AS "memberId", email, password_hash AS "passwordHash", language FROM account WHERE ${condition}`);
  return account;
}

/** The account with this address, which must be in lower case. */
export const accountByEmail = (db: Connection, email: string) => accountBy(db, sql`email = ${email}`);

/** The name and the address of a member; empty when the account was erased. */
export async function ownerOf(db: Connection, memberId: string): Promise<{ name: string; email: string }> {
  const [owner] = await db.query<{ name: string; email: string }>(sql`
    SELECT name, email FROM account JOIN member ON member.id = member_id WHERE member_id = ${memberId}`);
  return owner ?? { name: "", email: "" };
}

/** The account of this member. */
export const accountByMemberId = (db: Connection, memberId: string) => accountBy(db, sql`member_id = ${memberId}`);
