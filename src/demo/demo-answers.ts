import sql, { type Sql } from "sql-template-tag";

/** The comments of the demo network that their questions' authors marked as answers. */
const answers = ["c005", "c007", "c013", "c025", "c075", "c084", "c191"];

/** A statement: marks the answers to questions of the demo network, two days after they were written, once. */
export const demoAnswers = (newId: () => string): Sql => sql`
  WITH marked AS (
    INSERT INTO idea_answer (idea_id, comment_id, marked_at)
    SELECT idea_id, id, posted_at + interval '2 days' FROM comment
    WHERE source = 'demo' AND source_id = ANY(${answers}) AND NOT EXISTS (SELECT FROM idea_answer)
    RETURNING idea_id, marked_at)
  INSERT INTO idea_change (id, idea_id, changed_by_id, changed_at, changed)
  SELECT (${answers.map(newId)}::uuid[])[row_number() OVER (ORDER BY marked.marked_at)], idea.id, idea.author_id,
    marked.marked_at, '{ANSWER}'
  FROM marked JOIN idea ON idea.id = marked.idea_id`;
