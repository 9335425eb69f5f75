import sql, { type Sql } from "sql-template-tag";
import { moderatorRoles } from "../../core/access/role.js";

/** Who reads: a member by id, or in SQL the column that holds it; null for who is not signed in. A request's context is one. */
export interface Reader {
  callerId: string | Sql | null;
  /** Set where a block must not matter. */
  throughBlocks?: boolean;
}

/** Whether the caller moderates: told once a statement, by the roles as they are now. */
export const callerModerates = ({ callerId }: Reader): Sql =>
  callerId === null
    ? sql`false`
    : sql`EXISTS (
        SELECT FROM account JOIN member asking ON asking.id = account.member_id
        WHERE account.member_id = ${callerId} AND roles && ${moderatorRoles}
          AND (asking.suspended_until IS NULL OR asking.suspended_until <= now()))`;

/** The members whom the caller has blocked, or who have blocked the caller; none for a moderator, who must see everybody. */
const apart = (ctx: Reader): Sql => sql`
  SELECT blocked_id FROM block WHERE blocker_id = ${ctx.callerId} AND NOT ${callerModerates(ctx)}
  UNION ALL SELECT blocker_id FROM block WHERE blocked_id = ${ctx.callerId} AND NOT ${callerModerates(ctx)}`;

/** What the member with this id did is not kept from the caller by a block. */
export const notBlocked = (ctx: Reader, memberId: Sql): Sql =>
  // As a subquery it is read once and hashed, however many blocks there are.
  ctx.callerId === null || ctx.throughBlocks ? sql`true` : sql`${memberId} NOT IN (${apart(ctx)})`;

/**
 * The caller may see the profile of the member that `member` is the alias of: everybody sees their own, moderators all, others
 * what is not hidden, not kept by a block, and shown to them by `profileVisibility`.
 */
export const maySeeMember = (ctx: Reader, member: Sql): Sql =>
  ctx.callerId === null
    ? sql`(${member}.hidden_at IS NULL AND ${member}.profile_visibility = 'EVERYBODY')`
    : sql`(${member}.id = ${ctx.callerId} OR ${callerModerates(ctx)}
        OR (${member}.hidden_at IS NULL AND ${notBlocked(ctx, sql`${member}.id`)}))`;

/** The caller may see the profile of the member with this id. */
export const maySeeMemberWithId = (ctx: Reader, memberId: string): Sql =>
  sql`EXISTS (SELECT FROM member seen WHERE seen.id = ${memberId} AND ${maySeeMember(ctx, sql`seen`)})`;

/** The caller may see which gatherings the member that `member` is the alias of goes to: the row `registration` tells of one. */
export const maySeeAttendance = (ctx: Reader, member: Sql, registration: Sql): Sql => sql`(
  (${member}.share_attendance AND ${maySeeMember(ctx, member)})
  OR ${registration}.member_id = ${ctx.callerId}::uuid
  OR ${callerModerates(ctx)}
  OR EXISTS (
    SELECT FROM gathering_host WHERE gathering_id = ${registration}.gathering_id AND member_id = ${ctx.callerId}::uuid))`;

/** One of two members has blocked the other, whatever their roles. */
export const blockBetween = (a: Sql, b: Sql): Sql =>
  sql`EXISTS (SELECT FROM block WHERE (blocker_id = ${a} AND blocked_id = ${b}) OR (blocker_id = ${b} AND blocked_id = ${a}))`;
