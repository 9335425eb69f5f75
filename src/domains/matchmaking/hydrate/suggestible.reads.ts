import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { prepared } from "../../../core/database/prepared-statements.js";
import { loader, groupBy } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { Member } from "../../members/member.entity.js";
import { discountOf } from "../../impressions/discount.reads.js";
import { leftOut, maySuggest } from "../reference/reference-ranking.reads.js";

/** A member who may be suggested, and what their score is multiplied by: above 0, at most 1. */
export interface Suggestible {
  member: Member;
  discount: number;
}

/** The member, when they may be suggested to the seeker and the caller as it is now. */
export const suggestibleTo = (ctx: Context, seekerId: string, memberId: string): Promise<Suggestible | null> =>
  suggestible(ctx, `${seekerId} ${memberId}`);

const suggestible = loader<Suggestible | null>(async (ctx, pairs) => {
  const [seekers, members] = [0, 1].map((part) => pairs.map((pair) => pair.split(" ")[part]!)) as [string[], string[]];
  const isOne = new Set(seekers).size === 1;
  const seekerId = isOne ? sql`${seekers[0]}::uuid` : sql`pair.seeker_id`;
  const from = isOne
    ? sql`member`
    : sql`unnest(${seekers}::uuid[], ${members}::uuid[]) AS pair (seeker_id, member_id) JOIN member ON member.id = pair.member_id`;
  // By ids that are known to be few: joined to a list of them, the planner would read the whole table for a small network.
  const statement = sql`
    SELECT ${seekerId} AS "seekerId", ${columnsOf(ctx.database.source, Member, "member")}, ${discountOf(ctx, seekerId, sql`member.id`)} AS discount
    FROM ${from} WHERE member.id = ANY(${members}::uuid[]) AND ${maySuggest(ctx)}
      AND member.id NOT IN (SELECT member_id FROM (${leftOut(ctx, seekerId)}) AS out)`;
  const rows = await ctx.db.query<Member & { seekerId: string; discount: number }>(
    isOne ? prepared(statement) : statement,
  );
  return new Map(
    rows.map(({ seekerId: seeker, discount, ...row }) => [
      `${seeker} ${row.id}`,
      { member: entityOf(Member, row), discount },
    ]),
  );
}, null);

/** Who is never suggested to a member, as it is now. */
export const excludedFor = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ seekerId: string; memberId: string }>(sql`
    SELECT seeker.id AS "seekerId", out.member_id AS "memberId" FROM unnest(${ids}::uuid[]) AS seeker (id)
    CROSS JOIN LATERAL (${leftOut(ctx, sql`seeker.id`)}) AS out`);
  return groupBy(
    rows,
    (row) => row.seekerId,
    (row) => row.memberId,
  );
}, []);
