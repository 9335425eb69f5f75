import sql, { type Sql } from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { blockBetween } from "../../members/member.visibility.js";

/** A block separates a member from somebody in a collaboration, whatever their roles. */
export const separatedWithin = (collaborationId: Sql, memberId: Sql): Sql => sql`EXISTS (
  SELECT FROM collaboration_member within
  WHERE within.collaboration_id = ${collaborationId} AND ${blockBetween(sql`within.member_id`, memberId)})`;

/** The same in a transaction that has locked the member, so that no block of theirs can follow before it ends. */
export async function isSeparated(tx: TransactionContext, collaborationId: string, memberId: string): Promise<boolean> {
  const [row] = await tx.db.query<{ separated: boolean }>(
    sql`SELECT ${separatedWithin(sql`${collaborationId}::uuid`, sql`${memberId}::uuid`)} AS separated`,
  );
  return row!.separated;
}
