import sql from "sql-template-tag";
import { batched } from "../graphql/batch.js";
import type { Context } from "../graphql/context.js";
import { maySeeMember } from "../members/member.visibility.js";

interface Acquaintance {
  sharedGatherings: number;
  mutualCollaborators: number;
}

/** What ties two members together already; keyed by the two ids. */
const acquaintance = batched<Acquaintance>(
  async (ctx, pairs) => {
    const rows = await ctx.db.query<Acquaintance & { pair: string }>(sql`
      SELECT pair, (
          SELECT count(*)::int FROM registration own JOIN registration theirs USING (gathering_id)
          JOIN member them ON them.id = theirs.member_id AND them.share_attendance
          JOIN member me ON me.id = own.member_id AND (me.id = ${ctx.callerId}::uuid OR (me.share_attendance AND ${maySeeMember(ctx, sql`me`)}))
          WHERE own.member_id = one AND theirs.member_id = other AND own.status = 'GOING' AND theirs.status = 'GOING'
        ) AS "sharedGatherings", (
          SELECT count(DISTINCT between_us.member_id)::int FROM collaboration_member own
          JOIN collaboration_member between_us USING (collaboration_id)
          JOIN collaboration_member again ON again.member_id = between_us.member_id
          JOIN collaboration_member theirs ON theirs.collaboration_id = again.collaboration_id
          JOIN member between_member ON between_member.id = between_us.member_id AND ${maySeeMember(ctx, sql`between_member`)}
          WHERE own.member_id = one AND theirs.member_id = other AND between_us.member_id NOT IN (one, other)
        ) AS "mutualCollaborators"
      FROM unnest(${pairs}::text[]) AS pair
      CROSS JOIN LATERAL (SELECT split_part(pair, ' ', 1)::uuid AS one, split_part(pair, ' ', 2)::uuid AS other) AS pair_of`);
    return new Map(rows.map((row) => [row.pair, row]));
  },
  { sharedGatherings: 0, mutualCollaborators: 0 },
);

export const acquaintanceOf = (ctx: Context, one: string, other: string): Promise<Acquaintance> =>
  acquaintance(ctx, `${one} ${other}`);
