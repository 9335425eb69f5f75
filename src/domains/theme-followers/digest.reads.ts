import sql, { type Sql } from "sql-template-tag";
import { whereAll } from "../../core/graphql/connection.js";
import type { Connection } from "../../core/database/database.js";
import type { Context } from "../../core/graphql/context.js";
import { gatheringConditions } from "../gatherings/gathering.reads.js";
import { ideaConditions } from "../ideas/idea.reads.js";

/** How many ideas and how many gatherings a digest has at most. */
export const maxIdeas = 20;
export const maxGatherings = 10;

/** How long after it was posted an idea is new. */
const newFor = sql`interval '30 days'`;
/** How far ahead gatherings are told of. */
const ahead = sql`interval '60 days'`;

/** What a digest has, below the theme that brought it there. */
export interface DigestEntry {
  id: string;
  followId: string;
}

/**
 * The themes that the follower has confirmed and their narrower ones, as a query of (id, slug, follow_id, since);
 * archived ones end there.
 */
const within = (followerId: string): Sql => sql`
  WITH RECURSIVE within (id, slug, follow_id, since) AS (
    SELECT t.id, t.slug, f.id, f.confirmed_at FROM theme_follow f JOIN theme t ON t.id = f.theme_id
    WHERE f.follower_id = ${followerId} AND f.confirmed_at IS NOT NULL AND NOT t.archived
    UNION
    SELECT narrower.id, within.slug, within.follow_id, within.since
    FROM theme narrower JOIN within ON narrower.broader_id = within.id WHERE NOT narrower.archived)`;

/** Below which of the themes that are followed now these ideas and gatherings are; those below none are omitted. */
export const followsOf = (db: Connection, followerId: string, ids: readonly string[]): Promise<DigestEntry[]> =>
  db.query(sql`
    ${within(followerId)}
    SELECT DISTINCT ON (about.id) about.id, within.follow_id AS "followId"
    FROM within JOIN (
      SELECT idea_id AS id, theme_id FROM idea_theme WHERE idea_id = ANY(${ids}::uuid[])
      UNION ALL SELECT gathering_id, theme_id FROM gathering_theme WHERE gathering_id = ANY(${ids}::uuid[])) AS about
      ON about.theme_id = within.id
    ORDER BY about.id, within.slug`);

/** The latest ideas that anybody may see, posted since the theme is followed, that the follower was not mailed. */
export const newIdeas = (ctx: Context, followerId: string): Promise<DigestEntry[]> =>
  ctx.db.query(sql`
    ${within(followerId)},
    -- By themselves, as a broad theme has far more old ideas than there are new ones.
    recent AS MATERIALIZED (
      SELECT e.id, e.posted_at FROM idea e
      ${whereAll([
        ...ideaConditions(ctx, null),
        sql`e.posted_at >= (SELECT min(since) FROM within)`,
        sql`e.posted_at > ${ctx.now()}::timestamptz - ${newFor}`,
        sql`NOT EXISTS (SELECT FROM theme_digest_item d WHERE d.follower_id = ${followerId} AND d.idea_id = e.id)`,
      ])})
    SELECT id, "followId" FROM (
      SELECT DISTINCT ON (e.id) e.id, e.posted_at, within.follow_id AS "followId"
      FROM recent e CROSS JOIN LATERAL (SELECT it.theme_id FROM idea_theme it WHERE it.idea_id = e.id OFFSET 0) AS it
      JOIN within ON within.id = it.theme_id
      WHERE e.posted_at >= within.since
      ORDER BY e.id, within.slug) AS found
    ORDER BY posted_at DESC, id DESC LIMIT ${maxIdeas + 1}`);

/** The next gatherings that anybody may see, that the follower was not mailed. */
export const comingGatherings = (ctx: Context, followerId: string): Promise<DigestEntry[]> =>
  ctx.db.query(sql`
    ${within(followerId)}
    SELECT id, "followId" FROM (
      SELECT DISTINCT ON (e.id) e.id, e.starts_at, within.follow_id AS "followId"
      FROM within JOIN gathering_theme gt ON gt.theme_id = within.id JOIN gathering e ON e.id = gt.gathering_id
      ${whereAll([
        ...gatheringConditions(ctx, null),
        sql`e.status = 'SCHEDULED'`,
        sql`e.starts_at > ${ctx.now()}`,
        sql`e.starts_at < ${ctx.now()}::timestamptz + ${ahead}`,
        sql`NOT EXISTS (SELECT FROM theme_digest_item d WHERE d.follower_id = ${followerId} AND d.gathering_id = e.id)`,
      ])}
      ORDER BY e.id, within.slug) AS found
    ORDER BY starts_at, id LIMIT ${maxGatherings + 1}`);
