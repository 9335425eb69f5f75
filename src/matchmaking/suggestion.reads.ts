import sql, { empty, type Sql } from "sql-template-tag";
import { groupBy, loaderOf } from "../graphql/batch.js";
import type { Context } from "../graphql/context.js";
import type { Stance } from "../members/member.enums.js";
import { maySeeMember } from "../members/member.visibility.js";
import { themesWithin } from "../themes/theme.reads.js";

/** A member proposed to a seeker, with the facts that the reasons are told from. */
export interface Suggested {
  memberId: string;
  /** The sum of the shared themes' weights, divided by that of all the seeker's themes: 0..1. */
  score: number;
  /** The rarest first. */
  shared: SharedInterest[];
  sharedGatherings: number;
  mutualCollaborators: number;
}

export interface SharedInterest {
  themeId: string;
  /** The theme's share of the score, 0..1; together they make 1. */
  share: number;
  /** Null when the seeker is an idea, which takes no stance. */
  seekerStance: Stance | null;
  memberStance: Stance;
}

/**
 * Ranks, for each seeker, the members who share its themes by the sum over the shared themes of
 *
 *     ln(1 + (N − n + ½) / (n + ½))
 *
 * with N all members and n those with an interest in the theme: the inverse document frequency of BM25 (Robertson and
 * Zaragoza, The Probabilistic Relevance Framework, 2009), so that a rare shared theme says more than a common one. Each
 * weight is rounded to nine decimals and summed exactly, so that equal sums are equal whatever the order of adding; ties
 * go by member id. The seeker and those who collaborate with them already are left out, and so is who does not want to be
 * suggested, is hidden or suspended, is kept from the seeker by a block, or may not be seen by the caller.
 *
 * `seekers` yields (id, member_id): whom the suggestions are for, and the member behind it. `wanted` yields
 * (id, theme_id, stance): the themes of each. `within`, a set of theme ids, keeps only who shares one of them.
 */
const rank = (ctx: Context, seekers: Sql, wanted: Sql, first: number, within: Sql | null): Sql => sql`
  WITH network AS (SELECT count(*) AS size FROM member WHERE erased_at IS NULL),
  seeker AS (${seekers}),
  wanted AS (
    SELECT w.id, w.theme_id, w.stance,
      round(ln(1 + (network.size - theme.size + 0.5) / (theme.size + 0.5)::float8)::numeric, 9) AS weight
    FROM (${wanted}) AS w CROSS JOIN network
    CROSS JOIN LATERAL (SELECT count(*) AS size FROM interest WHERE theme_id = w.theme_id) AS theme
  ),
  best AS (SELECT id, sum(weight) AS total FROM wanted GROUP BY id),
  candidate AS (
    SELECT wanted.id, interest.member_id, sum(wanted.weight) AS total
    FROM wanted JOIN interest USING (theme_id)
    GROUP BY wanted.id, interest.member_id
    ${within ? sql`HAVING bool_or(wanted.theme_id IN (${within}))` : empty}
  ),
  known AS (
    SELECT seeker.id, seeker.member_id FROM seeker
    UNION
    SELECT seeker.id, theirs.member_id FROM seeker
    JOIN collaboration_member own ON own.member_id = seeker.member_id
    JOIN collaboration_member theirs USING (collaboration_id)
  ),
  apart AS (
    SELECT seeker.id, blocked_id AS member_id FROM seeker JOIN block ON blocker_id = seeker.member_id
    UNION ALL SELECT seeker.id, blocker_id FROM seeker JOIN block ON blocked_id = seeker.member_id
  ),
  ranked AS (
    SELECT candidate.id, member_id, total,
      row_number() OVER (PARTITION BY candidate.id ORDER BY total DESC, member_id) AS place
    FROM candidate JOIN member ON member.id = member_id
    WHERE matchable AND hidden_at IS NULL AND (suspended_until IS NULL OR suspended_until <= ${ctx.now()})
      AND ${maySeeMember(ctx, sql`member`)}
      AND NOT EXISTS (SELECT FROM known WHERE known.id = candidate.id AND known.member_id = candidate.member_id)
      AND NOT EXISTS (SELECT FROM apart WHERE apart.id = candidate.id AND apart.member_id = candidate.member_id)
  ),
  chosen AS (SELECT * FROM ranked WHERE place <= ${first})
  SELECT chosen.id AS "seekerId", chosen.member_id AS "memberId", (chosen.total / best.total)::float8 AS score,
    (
      SELECT json_agg(json_build_object(
        'themeId', wanted.theme_id, 'share', (wanted.weight / chosen.total)::float8,
        'seekerStance', wanted.stance, 'memberStance', interest.stance
      ) ORDER BY wanted.weight DESC, theme.slug)
      FROM wanted JOIN interest USING (theme_id) JOIN theme ON theme.id = wanted.theme_id
      WHERE wanted.id = chosen.id AND interest.member_id = chosen.member_id
    ) AS shared,
    (
      SELECT count(*)::int FROM registration own JOIN registration theirs USING (gathering_id)
      JOIN member them ON them.id = theirs.member_id AND them.share_attendance
      WHERE own.member_id = seeker.member_id AND theirs.member_id = chosen.member_id
        AND own.status = 'GOING' AND theirs.status = 'GOING'
    ) AS "sharedGatherings",
    (
      SELECT count(DISTINCT between_us.member_id)::int FROM collaboration_member theirs
      JOIN collaboration_member between_us USING (collaboration_id)
      JOIN known ON known.id = chosen.id AND known.member_id = between_us.member_id
      WHERE theirs.member_id = chosen.member_id AND between_us.member_id <> seeker.member_id
    ) AS "mutualCollaborators"
  FROM chosen JOIN best USING (id) JOIN seeker USING (id)
  ORDER BY chosen.id, chosen.place`;

/** The members to suggest to a member, by shared interests. `themes` are slugs; with them, one shared theme must be within. */
export async function suggestedToMember(
  ctx: Context,
  memberId: string,
  first: number,
  themes: string[] | null,
): Promise<Suggested[]> {
  return ctx.db.query<Suggested>(
    rank(
      ctx,
      sql`SELECT ${memberId}::uuid AS id, ${memberId}::uuid AS member_id`,
      sql`SELECT member_id AS id, theme_id, stance FROM interest WHERE member_id = ${memberId}`,
      first,
      themes && themesWithin(themes),
    ),
  );
}

/** The members to suggest for an idea, by its themes; its author and their collaborators are left out. */
export async function suggestedForIdea(ctx: Context, ideaId: string, first: number): Promise<Suggested[]> {
  const loader = loaderOf<Suggested[]>(
    ctx,
    `idea.suggested ${first}`,
    async (ids) => {
      const rows = await ctx.db.query<Suggested & { seekerId: string }>(
        rank(
          ctx,
          sql`SELECT id, author_id AS member_id FROM idea WHERE id = ANY(${ids}::uuid[])`,
          sql`SELECT idea_id AS id, theme_id, NULL::stance AS stance FROM idea_theme WHERE idea_id = ANY(${ids}::uuid[])`,
          first,
          null,
        ),
      );
      return groupBy(
        rows,
        (row) => row.seekerId,
        (row) => row,
      );
    },
    [],
  );
  return loader.load(ideaId);
}
