import sql, { join } from "sql-template-tag";
import { gatheringConditions } from "../../gatherings/gathering.reads.js";
import { loader } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { maySeeMember } from "../../members/member.visibility.js";

interface Acquaintance {
  sharedGatherings: number;
  mutualCollaborators: number;
}

/**
 * What ties two members together already, as far as the caller could find it in their profiles; keyed by the two ids. The first
 * may be the caller, who knows where they go whether or not they share it.
 */
const acquaintance = loader<Acquaintance>(
  async (ctx, pairs) => {
    const rows = await ctx.db.query<Acquaintance & { pair: string }>(sql`
      SELECT pair, (
          SELECT count(*)::int FROM registration own JOIN registration theirs USING (gathering_id)
          JOIN gathering e ON e.id = gathering_id
          WHERE own.member_id = me.id AND theirs.member_id = them.id AND own.status = 'GOING' AND theirs.status = 'GOING'
            AND them.share_attendance AND (me.share_attendance OR me.id = ${ctx.callerId}::uuid)
            AND e.status <> 'CANCELLED' AND ${join(gatheringConditions(ctx, null), " AND ")}
        ) AS "sharedGatherings", (
          SELECT count(DISTINCT between_us.member_id)::int FROM collaboration_member own
          JOIN collaboration_member between_us USING (collaboration_id)
          JOIN collaboration_member again ON again.member_id = between_us.member_id
          JOIN collaboration_member theirs ON theirs.collaboration_id = again.collaboration_id
          JOIN member between_member ON between_member.id = between_us.member_id
          WHERE own.member_id = me.id AND theirs.member_id = them.id AND between_us.member_id NOT IN (me.id, them.id)
            AND between_member.erased_at IS NULL AND ${maySeeMember(ctx, sql`between_member`)}
        ) AS "mutualCollaborators"
      FROM unnest(${pairs}::text[]) AS pair
      JOIN member me ON me.id = split_part(pair, ' ', 1)::uuid AND ${maySeeMember(ctx, sql`me`)}
      JOIN member them ON them.id = split_part(pair, ' ', 2)::uuid AND ${maySeeMember(ctx, sql`them`)}`);
    return new Map(rows.map((row) => [row.pair, row]));
  },
  { sharedGatherings: 0, mutualCollaborators: 0 },
);

export const acquaintanceOf = (ctx: Context, one: string, other: string): Promise<Acquaintance> =>
  acquaintance(ctx, `${one} ${other}`);
