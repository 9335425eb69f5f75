import sql, { type Sql } from "sql-template-tag";
import { searchColumns } from "../../core/search/searched-table.js";
import type { Idea } from "./idea.entity.js";
import { ideaSearch } from "./idea.search.js";

/** A new idea with its themes, in their order. */
export function insertIdea(idea: Idea, themeIds: string[]): Sql {
  const { search, searchRules } = searchColumns(ideaSearch, idea);
  return sql`
  WITH posted AS (
    INSERT INTO idea (id, kind, title, body, language, status, author_id, posted_at, version, idempotency_key,
      search, search_rules)
    VALUES (${idea.id}, ${idea.kind}, ${idea.title}, ${idea.body}, ${idea.language}, ${idea.status}, ${idea.authorId},
      ${idea.postedAt}, ${idea.version}, ${idea.idempotencyKey},
      ${search}, ${searchRules})
    RETURNING id)
  INSERT INTO idea_theme (idea_id, theme_id, position)
  SELECT posted.id, chosen.theme_id, chosen.position - 1
  FROM posted CROSS JOIN unnest(${themeIds}::uuid[]) WITH ORDINALITY AS chosen (theme_id, position)`;
}
