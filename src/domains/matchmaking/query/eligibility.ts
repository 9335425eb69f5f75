import sql, { type Sql } from "sql-template-tag";
import type { Context } from "../../../core/graphql/context.js";
import { maySeeMember } from "../../members/member.visibility.js";

/** The conditions under which `member` may be suggested to the caller, whoever the target is. */
export const maySuggest = (ctx: Context): Sql =>
  sql`matchable AND hidden_at IS NULL AND erased_at IS NULL AND (suspended_until IS NULL OR suspended_until <= ${ctx.now()})
    AND ${maySeeMember(ctx, sql`member`)}`;

/**
 * Who is not suggested to a member: themselves, whom they work with, whom a block separates from them, and whom they
 * dismissed. The last two count for the member alone: what is suggested for an idea must not disclose them to others.
 */
export const excludedMembers = ({ callerId }: Context, memberId: Sql): Sql => sql`
  SELECT ${memberId} AS member_id
  UNION ALL SELECT theirs.member_id FROM collaboration_member own JOIN collaboration_member theirs USING (collaboration_id)
    WHERE own.member_id = ${memberId}
  UNION ALL SELECT blocked_id FROM block WHERE blocker_id = ${memberId} AND ${memberId} = ${callerId}::uuid
  UNION ALL SELECT blocker_id FROM block WHERE blocked_id = ${memberId} AND ${memberId} = ${callerId}::uuid
  UNION ALL SELECT dismissed_id FROM suggestion_dismissal WHERE member_id = ${memberId} AND ${memberId} = ${callerId}::uuid`;
