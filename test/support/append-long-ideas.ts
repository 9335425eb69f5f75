import sql from "sql-template-tag";
import type { Database } from "../../src/core/database/database.js";

/** In one statement: the words of a long text take a slow machine long to find, and a statement may take two seconds. */
const atOnce = 10;

/** Posts ideas of 20,000 characters, with their numbers as titles, as many authors at once would. */
export async function appendLongIdeas(database: Database, authorId: string, numbers: { first: number; count: number }) {
  const end = numbers.first + numbers.count;
  for (let first = numbers.first; first < end; first += atOnce)
    await database.query(sql`
      WITH posted AS (
        INSERT INTO idea (id, kind, title, body, author_id, posted_at)
        SELECT gen_random_uuid(), 'IDEA', n::text, repeat('x', 20000), ${authorId}, now()
        FROM generate_series(${first}::int, ${Math.min(first + atOnce, end) - 1}::int) AS n
        RETURNING id, title)
      INSERT INTO event (kind, subject_id, data)
      SELECT 'idea.posted', id, jsonb_build_object('authorId', ${authorId}::text, 'kind', 'IDEA', 'themeIds', '[]'::jsonb)
      FROM posted ORDER BY title::int`);
}
