import sql, { type Sql } from "sql-template-tag";
import type { Idea } from "./idea.entity.js";

/** A new idea with its themes, in their order. */
export const insertIdea = (idea: Idea, themeIds: string[]): Sql => sql`
  WITH posted AS (
    INSERT INTO idea (id, kind, title, body, language, status, author_id, posted_at, version, idempotency_key)
    VALUES (${idea.id}, ${idea.kind}, ${idea.title}, ${idea.body}, ${idea.language}, ${idea.status}, ${idea.authorId},
      ${idea.postedAt}, ${idea.version}, ${idea.idempotencyKey})
    RETURNING id)
  INSERT INTO idea_theme (idea_id, theme_id, position)
  SELECT posted.id, chosen.theme_id, chosen.position - 1
  FROM posted CROSS JOIN unnest(${themeIds}::uuid[]) WITH ORDINALITY AS chosen (theme_id, position)`;
