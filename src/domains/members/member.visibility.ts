import sql, { type Sql } from "sql-template-tag";
import { callerModerates, type Reader } from "../../core/access/reader.js";

/** The members whom a block separates from the caller, in either direction; none where `unless` holds. */
const blockedMemberIds = ({ callerId }: Reader, unless: Sql): Sql => sql`
  SELECT blocked_id FROM block WHERE blocker_id = ${callerId} AND NOT ${unless}
  UNION ALL SELECT blocker_id FROM block WHERE blocked_id = ${callerId} AND NOT ${unless}`;

const notAmongBlocked = (ctx: Reader, memberId: Sql, unless: Sql): Sql =>
  // A subquery is evaluated once and hashed, however many blocks there are.
  ctx.callerId === null || ctx.throughBlocks ? sql`true` : sql`${memberId} NOT IN (${blockedMemberIds(ctx, unless)})`;

/** No block separates the caller from the member with this id; none separates a moderator from anybody. */
export const notBlocked = (ctx: Reader, memberId: Sql): Sql => notAmongBlocked(ctx, memberId, callerModerates(ctx));

/** The same whatever the caller's role: for what members write to each other, which nobody moderates unreported. */
export const notSeparated = (ctx: Reader, memberId: Sql): Sql => notAmongBlocked(ctx, memberId, sql`false`);

/**
 * The caller may see the profile of the member with the table alias `member`: everybody sees their own, moderators see
 * all, others those that are neither hidden nor blocked and that `profileVisibility` shows to them.
 */
export const maySeeMember = (ctx: Reader, member: Sql): Sql =>
  ctx.callerId === null
    ? sql`(${member}.hidden_at IS NULL AND ${member}.profile_visibility = 'EVERYBODY')`
    : sql`(${member}.id = ${ctx.callerId} OR ${callerModerates(ctx)}
        OR (${member}.hidden_at IS NULL AND ${notBlocked(ctx, sql`${member}.id`)}))`;

/** The caller may see the profile of the member with this id. */
export const maySeeMemberWithId = (ctx: Reader, memberId: string): Sql =>
  sql`EXISTS (SELECT FROM member seen WHERE seen.id = ${memberId} AND ${maySeeMember(ctx, sql`seen`)})`;

/** The caller may see that a member attends a gathering; `member` and `registration` are table aliases. */
export const maySeeAttendance = (ctx: Reader, member: Sql, registration: Sql): Sql => sql`(
  (${member}.share_attendance AND ${maySeeMember(ctx, member)})
  OR ${registration}.member_id = ${ctx.callerId}::uuid
  OR ${callerModerates(ctx)}
  OR EXISTS (
    SELECT FROM gathering_host
    WHERE gathering_id = ${registration}.gathering_id AND member_id = ${ctx.callerId}::uuid))`;

/** One of two members has blocked the other, whatever their roles. */
export const blockBetween = (a: Sql, b: Sql): Sql => sql`EXISTS (
  SELECT FROM block
  WHERE (blocker_id = ${a} AND blocked_id = ${b}) OR (blocker_id = ${b} AND blocked_id = ${a}))`;
