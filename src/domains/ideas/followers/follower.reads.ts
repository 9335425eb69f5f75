import sql, { type Sql } from "sql-template-tag";
import { countLoader, loader } from "../../../core/graphql/batch.js";
import type { List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { Idea } from "../idea.entity.js";
import { ideaConditions } from "../idea.reads.js";

export const followerCount = countLoader(
  (_, ids) => sql`
    SELECT idea_id AS id, count(*)::int AS count FROM idea_follower
    WHERE idea_id = ANY(${ids}::uuid[]) AND left_at IS NULL GROUP BY idea_id`,
);

export const callerFollows = loader<boolean>(async (ctx, ideaIds) => {
  const rows = await ctx.db.query<{ id: string }>(sql`
    SELECT idea_id AS id FROM idea_follower
    WHERE idea_id = ANY(${ideaIds}::uuid[]) AND member_id = ${ctx.callerId} AND left_at IS NULL`);
  return new Map(rows.map((row) => [row.id, true]));
}, false);

/** The ideas that a member follows (`f.member_id`), what they followed last first. */
export const followedIdeas = (ctx: Context): List<Idea> => ({
  name: "viewer.followedIdeas",
  node: Idea,
  from: sql`idea_follower f JOIN idea e ON e.id = f.idea_id`,
  where: [sql`f.left_at IS NULL`, ...ideaConditions(ctx, null)],
  order: { name: "followed", key: sql`f.followed_at`, form: "time", descending: true },
});

/** Joins who follows an idea, by its alias, to `follower`; without who left it. */
export const followersOf = (idea: Sql): Sql => sql`
  JOIN idea_follower follower ON follower.idea_id = ${idea}.id AND follower.left_at IS NULL`;

/** The same with who supports it. */
export const followersAndSupportersOf = (idea: Sql): Sql => sql`
  JOIN LATERAL (
    SELECT f.member_id FROM idea_follower f WHERE f.idea_id = ${idea}.id AND f.left_at IS NULL
    UNION
    SELECT s.member_id FROM support s WHERE s.idea_id = ${idea}.id AND NOT EXISTS (
      SELECT FROM idea_follower f WHERE f.idea_id = s.idea_id AND f.member_id = s.member_id AND f.left_at IS NOT NULL)
  ) follower ON true`;
