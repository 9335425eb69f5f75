import sql, { raw, type Sql } from "sql-template-tag";
import type { Context } from "../../../core/graphql/context.js";

/** An idea or a gathering proposed to a member by its themes. */
export interface RankedContent {
  id: string;
  /** The weights of the matched interests, divided by those of all the member's interests at their best: 0..1. */
  score: number;
  /** The highest share first. */
  shared: MatchedInterest[];
}

export interface MatchedInterest {
  /** The member's own theme. */
  themeId: string;
  /** The broader theme that joins it with what is proposed; null when that carries the theme itself. */
  throughId: string | null;
  /** Its share of the score, above 0 to 1; together they make 1. */
  share: number;
  /** Whether help is asked with what the member offers. */
  asked: boolean;
}

/** A kind of content that can be suggested. */
export interface ContentSource {
  /**
   * The statement of the candidates for a member, (id, position, asks, eligible): rarity is counted over all of them;
   * only the eligible ones are ranked, those of equal score by position.
   */
  candidates: (ctx: Context, memberId: string) => Sql;
  /** The table of its themes, and the column there for its id. */
  themes: { table: string; owner: string };
}

/** The content of one kind to suggest to a member, the highest score first. */
export const suggestContent = (
  ctx: Context,
  source: ContentSource,
  memberId: string,
  first: number,
): Promise<RankedContent[]> => ctx.db.query<RankedContent>(rankByThemes(ctx, source, memberId, first));

/**
 * Ranks what carries themes for a member, by the sum over the member's interests t of the best of
 *
 *     4 · w(t)  when it carries t; 10 · w(t) when it also asks for help and the member offers it
 *     2 · w(t)  when it carries a narrower theme of t
 *     2 · w(b)  when it carries the broader theme b of t
 *     1 · w(b)  when it carries another narrower theme of b
 *
 * so that a theme also counts through its broader theme, for half at each step up. w(t) is
 *
 *     ln(1 + (N − n + ½) / (n + ½))
 *
 * with N all candidates and n what of it carries t or a narrower theme of t: the inverse document frequency of BM25
 * (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009), over what is ranked, as there. Counting over
 * that and not over the members keeps the cost to the candidates, however large the network. Each w is rounded to a
 * millionth and summed in whole numbers, so that equal sums are equal whatever the order of adding.
 */
const rankByThemes = (ctx: Context, source: ContentSource, memberId: string, first: number): Sql => sql`
  WITH candidate AS MATERIALIZED (${source.candidates(ctx, memberId)}),
  own AS (
    SELECT theme_id, stance = 'OFFERS' AS offers, broader_id
    FROM interest JOIN theme ON theme.id = theme_id WHERE member_id = ${memberId}
  ),
  root AS (SELECT theme_id AS id FROM own UNION SELECT broader_id FROM own WHERE broader_id IS NOT NULL),
  related AS (
    SELECT id AS root_id, id AS theme_id, true AS itself FROM root
    UNION ALL SELECT root.id, theme.id, false FROM root JOIN theme ON theme.broader_id = root.id
  ),
  met AS MATERIALIZED (
    SELECT candidate.id, root_id, bool_or(itself) AS itself
    FROM candidate CROSS JOIN LATERAL (
      -- OFFSET 0 makes the planner look up each candidate by the key: else it would read the whole table.
      SELECT theme_id FROM ${raw(source.themes.table)} WHERE ${raw(source.themes.owner)} = candidate.id OFFSET 0
    ) AS link JOIN related USING (theme_id)
    GROUP BY 1, 2
  ),
  carrying AS (SELECT root_id, count(*) FROM met GROUP BY root_id),
  rarity AS (
    SELECT root.id AS root_id,
      round(1000000 * ln(1 + (everything.count - coalesce(n.count, 0) + 0.5) / (coalesce(n.count, 0) + 0.5)::float8))::bigint AS rarity
    FROM root CROSS JOIN (SELECT count(*) FROM candidate) AS everything LEFT JOIN carrying AS n ON n.root_id = root.id
  ),
  ideal AS (
    SELECT sum(rarity * CASE WHEN offers THEN 10 ELSE 4 END) AS weight FROM own JOIN rarity ON root_id = theme_id
  ),
  matched AS (
    SELECT DISTINCT ON (met.id, theme_id) met.id, position, theme_id, matched.*
    FROM met JOIN candidate ON candidate.id = met.id AND eligible JOIN rarity USING (root_id)
    JOIN own ON root_id IN (theme_id, broader_id)
    CROSS JOIN LATERAL (
      SELECT CASE WHEN itself AND root_id = theme_id THEN NULL ELSE root_id END AS through_id,
        itself AND root_id = theme_id AND asks AND offers AS asked,
        rarity * CASE
          WHEN itself AND root_id = theme_id THEN CASE WHEN asks AND offers THEN 10 ELSE 4 END
          WHEN itself OR root_id = theme_id THEN 2 ELSE 1 END AS weight
    ) AS matched
    ORDER BY met.id, theme_id, weight DESC, root_id <> theme_id
  ),
  ranked AS (
    SELECT id, sum(weight) AS weight, position FROM matched GROUP BY id, position ORDER BY weight DESC, position LIMIT ${first}
  )
  SELECT ranked.id, (ranked.weight / ideal.weight)::float8 AS score,
    (
      SELECT json_agg(json_build_object(
        'themeId', theme_id, 'throughId', through_id, 'share', (matched.weight / ranked.weight)::float8, 'asked', asked
      ) ORDER BY matched.weight DESC, slug)
      FROM matched JOIN theme ON theme.id = theme_id WHERE matched.id = ranked.id
    ) AS shared
  FROM ranked CROSS JOIN ideal ORDER BY ranked.weight DESC, ranked.position`;
