import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { loader } from "../../../core/graphql/batch.js";
import { notBlocked } from "../../members/member.visibility.js";
import type { Reader } from "../../../core/access/reader.js";
import { Comment } from "../comment.entity.js";

/** The comment with the table alias `comment` counts as an answer for the caller: hidden, it counts for nobody. */
const countsAsAnswer = (ctx: Reader, comment: Sql): Sql => sql`
  ${comment}.removed_at IS NULL AND ${comment}.hidden_at IS NULL AND ${notBlocked(ctx, sql`${comment}.author_id`)}`;

/** The question with the table alias `idea` has an answer that the caller may see. */
export const hasAnswer = (ctx: Reader, idea: Sql): Sql => sql`EXISTS (
  SELECT FROM idea_answer marked JOIN comment answer ON answer.id = marked.comment_id
  WHERE marked.idea_id = ${idea}.id AND ${countsAsAnswer(ctx, sql`answer`)})`;

/** The answer to a question that the caller may see; null when there is none, or the idea is no question. */
export const answerOf = loader<Comment | null>(async (ctx, ideaIds) => {
  const rows = await ctx.db.query<Comment>(sql`
    SELECT ${columnsOf(ctx.database.source, Comment, "e")} FROM idea_answer marked
    JOIN comment e ON e.id = marked.comment_id JOIN idea ON idea.id = marked.idea_id AND idea.kind = 'QUESTION'
    WHERE marked.idea_id = ANY(${ideaIds}::uuid[]) AND ${countsAsAnswer(ctx, sql`e`)}`);
  return new Map(rows.map((row) => [row.ideaId, entityOf(Comment, row)]));
}, null);
