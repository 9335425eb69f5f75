import sql, { type Sql } from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { mostMembers } from "./joining.validation.js";

/** The request with the alias `e` invites somebody to a collaboration that its sender still takes part in, until it expires. */
export const invites = (now: Date): Sql => sql`(
  e.joins_id IS NOT NULL AND e.to_id IS NOT NULL AND e.status = 'PENDING' AND e.expires_at > ${now}
  AND EXISTS (
    SELECT FROM collaboration_member inviter
    WHERE inviter.collaboration_id = e.joins_id AND inviter.member_id = e.from_id))`;

/** How many more members a collaboration, which is locked, can have beside those who are invited; negative for too many. */
export async function placesLeft(tx: TransactionContext, collaborationId: string): Promise<number> {
  const [row] = await tx.db.query<{ taken: number; promised: number }>(sql`
    SELECT (
      SELECT count(*)::int FROM collaboration_member JOIN member ON member.id = member_id
      WHERE collaboration_id = ${collaborationId} AND erased_at IS NULL) AS taken, (
      SELECT count(*)::int FROM collaboration_request e
      WHERE e.joins_id = ${collaborationId} AND ${invites(tx.now())}) AS promised`);
  return mostMembers - row!.taken - row!.promised;
}
