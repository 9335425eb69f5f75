import sql, { raw, type Sql } from "sql-template-tag";

/** Something proposed to a member by its themes, with the facts that the reasons are told from. */
export interface Ranked {
  id: string;
  /** The points of the matched interests, divided by those of all the member's interests at their best: 0..1. */
  score: number;
  /** The strongest first. */
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

export interface Ranking {
  memberId: string;
  /** Statement of (id, place, asks, fits): what rarity is counted over; only what fits is ranked, equal points by place. */
  considered: Sql;
  /** The table of the themes of what is ranked, and its column for the owner. */
  links: { table: string; owner: string };
  first: number;
}

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
 * with N all that is considered and n what of it carries t or a narrower theme of t: the inverse document frequency of BM25
 * (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009), over what is ranked, as there. Counting over that and
 * not over the members keeps the cost to what is considered, however large the network. Each w is rounded to a millionth and
 * summed in whole numbers, so that equal sums are equal whatever the order of adding.
 */
export const rankByThemes = ({ memberId, considered, links, first }: Ranking): Sql => sql`
  WITH considered AS MATERIALIZED (${considered}),
  wanted AS (
    SELECT theme_id, stance = 'OFFERS' AS offers, broader_id
    FROM interest JOIN theme ON theme.id = theme_id WHERE member_id = ${memberId}
  ),
  root AS (SELECT theme_id AS id FROM wanted UNION SELECT broader_id FROM wanted WHERE broader_id IS NOT NULL),
  kin AS (
    SELECT id AS root_id, id AS theme_id, true AS itself FROM root
    UNION ALL SELECT root.id, theme.id, false FROM root JOIN theme ON theme.broader_id = root.id
  ),
  met AS MATERIALIZED (
    SELECT considered.id, root_id, bool_or(itself) AS itself
    FROM considered CROSS JOIN LATERAL (
      -- Kept apart from the rest, so that it goes by the key: the planner would read the whole table.
      SELECT theme_id FROM ${raw(links.table)} WHERE ${raw(links.owner)} = considered.id OFFSET 0
    ) AS link JOIN kin USING (theme_id)
    GROUP BY 1, 2
  ),
  carrying AS (SELECT root_id, count(*) FROM met GROUP BY root_id),
  weight AS (
    SELECT root.id AS root_id,
      round(1000000 * ln(1 + (everything.count - coalesce(n.count, 0) + 0.5) / (coalesce(n.count, 0) + 0.5)::float8))::bigint AS weight
    FROM root CROSS JOIN (SELECT count(*) FROM considered) AS everything LEFT JOIN carrying AS n ON n.root_id = root.id
  ),
  best AS (
    SELECT sum(weight * CASE WHEN offers THEN 10 ELSE 4 END) AS points FROM wanted JOIN weight ON root_id = theme_id
  ),
  matched AS (
    SELECT DISTINCT ON (met.id, theme_id) met.id, place, theme_id, matched.*
    FROM met JOIN considered ON considered.id = met.id AND fits JOIN weight USING (root_id)
    JOIN wanted ON root_id IN (theme_id, broader_id)
    CROSS JOIN LATERAL (
      SELECT CASE WHEN itself AND root_id = theme_id THEN NULL ELSE root_id END AS through_id,
        itself AND root_id = theme_id AND asks AND offers AS asked,
        weight * CASE
          WHEN itself AND root_id = theme_id THEN CASE WHEN asks AND offers THEN 10 ELSE 4 END
          WHEN itself OR root_id = theme_id THEN 2 ELSE 1 END AS points
    ) AS matched
    ORDER BY met.id, theme_id, points DESC, root_id <> theme_id
  ),
  ranked AS (
    SELECT id, sum(points) AS points, place FROM matched GROUP BY id, place ORDER BY points DESC, place LIMIT ${first}
  )
  SELECT ranked.id, (ranked.points / best.points)::float8 AS score,
    (
      SELECT json_agg(json_build_object(
        'themeId', theme_id, 'throughId', through_id, 'share', (matched.points / ranked.points)::float8, 'asked', asked
      ) ORDER BY matched.points DESC, slug)
      FROM matched JOIN theme ON theme.id = theme_id WHERE matched.id = ranked.id
    ) AS shared
  FROM ranked CROSS JOIN best ORDER BY ranked.points DESC, ranked.place`;
