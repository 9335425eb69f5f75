import sql, { type Sql } from "sql-template-tag";
import { groupBy, loader } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import type { MentionRange } from "./mention.ranges.js";

const mentionsBy = (textId: Sql, condition: Sql): ((ctx: Context, id: string) => Promise<MentionRange[]>) =>
  loader<MentionRange[]>(async (ctx, ids) => {
    const rows = await ctx.db.query<MentionRange & { id: string }>(sql`
      SELECT ${textId} AS id, member_id AS "memberId", start_offset AS start, end_offset AS "end" FROM mention
      WHERE ${textId} = ANY(${ids}::uuid[]) AND ${condition} ORDER BY start_offset`);
    return groupBy(
      rows,
      (row) => row.id,
      ({ memberId, start, end }) => ({ memberId, start, end }),
    );
  }, []);

/** The mentions in the text of an idea, in order. */
export const mentionsInIdea = mentionsBy(sql`idea_id`, sql`comment_id IS NULL`);

/** The mentions in the text of a comment, in order. */
export const mentionsInComment = mentionsBy(sql`comment_id`, sql`true`);

/** Those in the text of an idea, by its alias, as a list of JSON. */
export const mentionsAsJson = (idea: Sql): Sql => sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('memberId', member_id, 'start', start_offset, 'end', end_offset)), '[]')
  FROM mention WHERE idea_id = ${idea}.id AND comment_id IS NULL)`;
