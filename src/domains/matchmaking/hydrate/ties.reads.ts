import sql, { join } from "sql-template-tag";
import { gatheringConditions } from "../../gatherings/gathering.reads.js";
import { loader } from "../../../core/graphql/batch.js";
import type { MatchmakingContext } from "../matchmaking.services.js";
import type { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { organisationById } from "../../organisations/organisation.reads.js";
import { maySeeMember } from "../../members/member.visibility.js";

/** What two members have in common besides themes, as far as the caller may know. */
export interface Ties {
  /** Gatherings that both are, or were, registered for. */
  sharedGatherings: number;
  /** Members who have worked with both. */
  mutualCollaborators: number;
}

/**
 * As far as the caller could find it in the two profiles; keyed by the two ids. The first may be the caller, who knows
 * where they go whether or not they share it.
 */
const ties = loader<Ties>(
  async (ctx, pairs) => {
    const rows = await ctx.db.query<Ties & { pair: string }>(sql`
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

export const tiesBetween = (ctx: MatchmakingContext, one: string, other: string): Promise<Ties> =>
  ties(ctx, `${one} ${other}`);

/** Whether something besides themes ties the two together. */
export async function isTied(ctx: MatchmakingContext, targetId: string, member: Member): Promise<boolean> {
  const { mutualCollaborators, sharedGatherings } = await tiesBetween(ctx, targetId, member.id);
  return mutualCollaborators > 0 || sharedGatherings > 0 || (await sharedOrganisation(ctx, targetId, member)) !== null;
}

/** The name of the organisation where both work; null when there is none, or the caller may not see the target. */
export async function sharedOrganisation(
  ctx: MatchmakingContext,
  targetId: string,
  member: Member,
): Promise<string | null> {
  if (member.organisationId === null) return null;
  const target = await memberById(ctx, targetId);
  if (target?.organisationId !== member.organisationId) return null;
  return (await organisationById(ctx, member.organisationId))?.name ?? null;
}
