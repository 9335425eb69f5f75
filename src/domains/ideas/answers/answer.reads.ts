import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { loader } from "../../../core/graphql/batch.js";
import { notBlocked } from "../../members/member.visibility.js";
import type { Reader } from "../../../core/access/reader.js";
import { Comment } from "../comment.entity.js";

/** The comment with the table alias `comment` counts as an answer for the caller: hidden, it counts for nobody. */
const countsAsAnswer = (ctx: Reader, comment: Sql): Sql => sql`
  ${comment}.removed_at IS NULL AND ${comment}.hidden_at IS NULL AND ${notBlocked(ctx, sql`${comment}.author_id`)}`;

/** The answer to the question with the table alias `idea`, if the caller may see it. */
const answerTo = (ctx: Reader, idea: Sql): Sql => sql`
  SELECT FROM idea_answer marked JOIN comment answer ON answer.id = marked.comment_id
  WHERE marked.idea_id = ${idea}.id AND ${countsAsAnswer(ctx, sql`answer`)}`;

/**
 * The question has an answer that the caller may see. `OFFSET 0` has PostgreSQL look for it question by question: it takes
 * answers for rare, and would join and sort all of them for a page.
 */
export const hasAnswer = (ctx: Reader, idea: Sql): Sql => sql`EXISTS (${answerTo(ctx, idea)} OFFSET 0)`;

export const hasNoAnswer = (ctx: Reader, idea: Sql): Sql => sql`NOT EXISTS (${answerTo(ctx, idea)})`;

/** The answer to a question that the caller may see; null when there is none, or the idea is no question. */
export const answerOf = loader<Comment | null>(async (ctx, ideaIds) => {
  const rows = await ctx.db.query<Comment>(sql`
    SELECT ${columnsOf(ctx.database.source, Comment, "e")} FROM idea_answer marked
    JOIN comment e ON e.id = marked.comment_id JOIN idea ON idea.id = marked.idea_id AND idea.kind = 'QUESTION'
    WHERE marked.idea_id = ANY(${ideaIds}::uuid[]) AND ${countsAsAnswer(ctx, sql`e`)}`);
  return new Map(rows.map((row) => [row.ideaId, entityOf(Comment, row)]));
}, null);
