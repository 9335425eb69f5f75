import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { prepared } from "../../../core/database/prepared-statements.js";
import { loader, groupBy } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { Member } from "../../members/member.entity.js";
import { discountOf } from "../../impressions/discount.reads.js";
import { excludedMembers, maySuggest } from "../query/eligibility.js";

/** A member who may be suggested, and what their score is multiplied by: above 0, at most 1. */
export interface Suggestible {
  member: Member;
  discount: number;
}

/** The member, when they may be suggested to the target and the caller as it is now. */
export const suggestibleTo = (ctx: Context, targetId: string, memberId: string): Promise<Suggestible | null> =>
  suggestible(ctx, `${targetId} ${memberId}`);

const suggestible = loader<Suggestible | null>(async (ctx, pairs) => {
  const [targets, members] = [0, 1].map((part) => pairs.map((pair) => pair.split(" ")[part]!)) as [string[], string[]];
  const isSameTarget = new Set(targets).size === 1;
  const targetId = isSameTarget ? sql`${targets[0]}::uuid` : sql`pair.target_id`;
  const from = isSameTarget
    ? sql`member`
    : sql`unnest(${targets}::uuid[], ${members}::uuid[]) AS pair (target_id, member_id) JOIN member ON member.id = pair.member_id`;
  // By ids that are known to be few: joined to a list of them, the planner would read the whole table for a small
  // network.
  const statement = sql`
    SELECT ${targetId} AS "targetId", ${columnsOf(ctx.database.source, Member, "member")}, ${discountOf(ctx, targetId, sql`member.id`)} AS discount
    FROM ${from} WHERE member.id = ANY(${members}::uuid[]) AND ${maySuggest(ctx)}
      AND member.id NOT IN (SELECT member_id FROM (${excludedMembers(ctx, targetId)}) AS out)`;
  const rows = await ctx.db.query<Member & { targetId: string; discount: number }>(
    isSameTarget ? prepared(statement) : statement,
  );
  return new Map(
    rows.map(({ targetId: target, discount, ...row }) => [
      `${target} ${row.id}`,
      { member: entityOf(Member, row), discount },
    ]),
  );
}, null);

/** Who is never suggested to a member, as it is now. */
export const excludedFor = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ targetId: string; memberId: string }>(sql`
    SELECT target.id AS "targetId", out.member_id AS "memberId" FROM unnest(${ids}::uuid[]) AS target (id)
    CROSS JOIN LATERAL (${excludedMembers(ctx, sql`target.id`)}) AS out`);
  return groupBy(
    rows,
    (row) => row.targetId,
    (row) => row.memberId,
  );
}, []);
