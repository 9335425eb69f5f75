import sql, { empty, join, type Sql } from "sql-template-tag";
import type { Context } from "../../../core/graphql/context.js";
import { excludedMembers, maySuggest } from "../query/eligibility.js";
import type { SuggestionTarget } from "../query/suggestion-query.js";
import { themesWithin } from "../../themes/theme.reads.js";

/** A member with the score of `scoring.ts`, as the database computes it. */
export interface ReferenceScore {
  memberId: string;
  score: number;
}

/** The interests of a target: (theme_id, stance). Who has an idea seeks help with its themes. */
const interestsOf = ({ memberId, ideaId }: SuggestionTarget): Sql =>
  ideaId === null
    ? sql`SELECT theme_id, stance FROM interest WHERE member_id = ${memberId}`
    : sql`SELECT theme_id, 'SEEKS'::stance AS stance FROM idea_theme WHERE idea_id = ${ideaId}`;

/**
 * The ranking of `scoring.ts` in one plain statement: what the interest index is checked against, in the tests and in
 * the running service. It reads the lists of all the target's themes, so it takes as long as the network is large.
 */
export function referenceRanking(
  ctx: Context,
  target: SuggestionTarget,
  first: number,
  themes: string[] | null,
): Promise<ReferenceScore[]> {
  return ctx.db.query<ReferenceScore>(sql`
    WITH network AS (
      SELECT count(*)::float8 AS size, (SELECT count(*) FROM interest)::float8 / nullif(count(*), 0) AS average
      FROM member WHERE erased_at IS NULL
    ),
    own AS (${interestsOf(target)}),
    term AS (
      SELECT theme_id, true AS own, stance FROM own
      UNION ALL SELECT DISTINCT broader_id, false, NULL::stance FROM own JOIN theme ON theme.id = theme_id
        WHERE broader_id IS NOT NULL AND broader_id NOT IN (SELECT theme_id FROM own)
    ),
    holder AS (
      SELECT term.theme_id, term.own, term.stance, interest.member_id,
        bool_or(interest.theme_id = term.theme_id) AS theirs,
        bool_or(interest.theme_id = term.theme_id AND (
          (term.stance = 'SEEKS' AND interest.stance = 'OFFERS') OR (term.stance = 'OFFERS' AND interest.stance = 'SEEKS')
        )) AS complement
      FROM term
      JOIN theme part ON part.id = term.theme_id OR part.broader_id = term.theme_id
      JOIN interest ON interest.theme_id = part.id
      GROUP BY term.theme_id, term.own, term.stance, interest.member_id
    ),
    weight AS (
      SELECT theme_id, greatest(1, round(ln(1 + (size - count(*) + 0.5::float8) / (count(*) + 0.5::float8)) * 1000000)) AS rarity
      FROM holder CROSS JOIN network GROUP BY theme_id, size
    ),
    candidate AS (
      SELECT member_id, sum(rarity * CASE
        WHEN own AND theirs AND complement THEN 10 WHEN own AND theirs THEN 4 WHEN own OR theirs THEN 2 ELSE 1 END) AS weights
      FROM holder JOIN weight USING (theme_id) GROUP BY member_id
      ${themes ? sql`HAVING bool_or(theme_id IN (${themesWithin(themes)}))` : empty}
    ),
    excluded AS (${excludedMembers(ctx, sql`${target.memberId}::uuid`)})
    SELECT candidate.member_id AS "memberId", weights * (2.2::float8 / (1 + 1.2::float8 * (1 - 0.75::float8
      + 0.75::float8 * (SELECT count(*) FROM interest WHERE interest.member_id = candidate.member_id) / average))) AS score
    FROM candidate CROSS JOIN network JOIN member ON member.id = candidate.member_id
    WHERE ${join([maySuggest(ctx), sql`NOT EXISTS (SELECT FROM excluded WHERE excluded.member_id = candidate.member_id)`, sql`candidate.member_id <> ALL(${target.coAuthorIds ?? []}::uuid[])`], " AND ")}
    ORDER BY score DESC, candidate.member_id LIMIT ${first}`);
}
