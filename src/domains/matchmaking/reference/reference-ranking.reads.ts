import sql, { empty, join, type Sql } from "sql-template-tag";
import type { Context } from "../../../core/graphql/context.js";
import { maySeeMember } from "../../members/member.visibility.js";
import { themesWithin } from "../../themes/theme.reads.js";

/** A place in a ranking as the database computes it. */
export interface ReferenceRank {
  memberId: string;
  /** Points times norm, as `scoring.ts` says. */
  total: number;
}

/** Whom suggestions are for: a member, or the author of an idea with the themes of that idea. */
export interface Seeker {
  memberId: string;
  ideaId: string | null;
}

/** What a seeker has: (theme_id, stance). Who has an idea seeks help with its themes. */
const interestsOf = ({ memberId, ideaId }: Seeker): Sql =>
  ideaId === null
    ? sql`SELECT theme_id, stance FROM interest WHERE member_id = ${memberId}`
    : sql`SELECT theme_id, 'SEEKS'::stance AS stance FROM idea_theme WHERE idea_id = ${ideaId}`;

/** The conditions under which `member` may be suggested to the caller, whoever the seeker is. */
export const maySuggest = (ctx: Context): Sql =>
  sql`matchable AND hidden_at IS NULL AND erased_at IS NULL AND (suspended_until IS NULL OR suspended_until <= ${ctx.now()})
    AND ${maySeeMember(ctx, sql`member`)}`;

/**
 * Who is not suggested to a member: themselves, whom they work with, who is kept apart by a block, and whom they dismissed. The last two
 * are the member's alone: what is suggested for an idea must not tell others of them.
 */
export const leftOut = ({ callerId }: Context, memberId: Sql): Sql => sql`
  SELECT ${memberId} AS member_id
  UNION ALL SELECT theirs.member_id FROM collaboration_member own JOIN collaboration_member theirs USING (collaboration_id)
    WHERE own.member_id = ${memberId}
  UNION ALL SELECT blocked_id FROM block WHERE blocker_id = ${memberId} AND ${memberId} = ${callerId}::uuid
  UNION ALL SELECT blocker_id FROM block WHERE blocked_id = ${memberId} AND ${memberId} = ${callerId}::uuid
  UNION ALL SELECT dismissed_id FROM suggestion_dismissal WHERE member_id = ${memberId} AND ${memberId} = ${callerId}::uuid`;

/**
 * The ranking of `scoring.ts` in one plain statement: what the interest index is checked against, in the tests and in the running
 * service. It reads the lists of all the seeker's themes, so it takes as long as the network is large.
 */
export function referenceRanking(
  ctx: Context,
  seeker: Seeker,
  first: number,
  themes: string[] | null,
): Promise<ReferenceRank[]> {
  return ctx.db.query<ReferenceRank>(sql`
    WITH network AS (
      SELECT count(*)::float8 AS size, (SELECT count(*) FROM interest)::float8 / nullif(count(*), 0) AS average
      FROM member WHERE erased_at IS NULL
    ),
    own AS (${interestsOf(seeker)}),
    wanted AS (
      SELECT theme_id, true AS own, stance FROM own
      UNION ALL SELECT DISTINCT broader_id, false, NULL::stance FROM own JOIN theme ON theme.id = theme_id
        WHERE broader_id IS NOT NULL AND broader_id NOT IN (SELECT theme_id FROM own)
    ),
    holder AS (
      SELECT wanted.theme_id, wanted.own, wanted.stance, interest.member_id,
        bool_or(interest.theme_id = wanted.theme_id) AS theirs,
        bool_or(interest.theme_id = wanted.theme_id AND (
          (wanted.stance = 'SEEKS' AND interest.stance = 'OFFERS') OR (wanted.stance = 'OFFERS' AND interest.stance = 'SEEKS')
        )) AS complement
      FROM wanted
      JOIN theme part ON part.id = wanted.theme_id OR part.broader_id = wanted.theme_id
      JOIN interest ON interest.theme_id = part.id
      GROUP BY wanted.theme_id, wanted.own, wanted.stance, interest.member_id
    ),
    worth AS (
      SELECT theme_id, greatest(1, round(ln(1 + (size - count(*) + 0.5::float8) / (count(*) + 0.5::float8)) * 1000000)) AS points
      FROM holder CROSS JOIN network GROUP BY theme_id, size
    ),
    candidate AS (
      SELECT member_id, sum(points * CASE
        WHEN own AND theirs AND complement THEN 10 WHEN own AND theirs THEN 4 WHEN own OR theirs THEN 2 ELSE 1 END) AS points
      FROM holder JOIN worth USING (theme_id) GROUP BY member_id
      ${themes ? sql`HAVING bool_or(theme_id IN (${themesWithin(themes)}))` : empty}
    ),
    left_out AS (${leftOut(ctx, sql`${seeker.memberId}::uuid`)})
    SELECT candidate.member_id AS "memberId", points * (2.2::float8 / (1 + 1.2::float8 * (1 - 0.75::float8
      + 0.75::float8 * (SELECT count(*) FROM interest WHERE interest.member_id = candidate.member_id) / average))) AS total
    FROM candidate CROSS JOIN network JOIN member ON member.id = candidate.member_id
    WHERE ${join([maySuggest(ctx), sql`NOT EXISTS (SELECT FROM left_out WHERE left_out.member_id = candidate.member_id)`], " AND ")}
    ORDER BY total DESC, candidate.member_id LIMIT ${first}`);
}
