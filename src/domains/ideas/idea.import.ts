import sql from "sql-template-tag";
import { z } from "zod";
import { IdeaKind } from "./idea.enums.js";
import { ideaSearch } from "./idea.search.js";
import { postIdeaRules } from "./idea.validation.js";
import { searchColumns, searchRules } from "../../core/search/searched-table.js";
import { known } from "../../import/invalid-row.js";
import { id, language, moment, oneOf, optional, slugs } from "../../import/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { importedThemesBySlug, insertThemes, themesOf } from "../themes/imported-themes.js";
import { idsBySourceId } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "ideas.csv": true;
  }
}

export const ideasFile = importFile({
  name: "ideas.csv",
  tables: (source) => ({ idea: ofSource(source), idea_theme: null }),
  rules: z.object({
    id,
    kind: oneOf(IdeaKind),
    title: postIdeaRules.shape.title,
    body: postIdeaRules.shape.body,
    language: optional(language),
    author: id,
    posted_at: moment,
    themes: slugs(postIdeaRules.shape.themes),
  }),
  key: (row) => row.id,
  lookUp: async (rows, batch) => ({
    ideas: await idsBySourceId(
      batch,
      "idea",
      rows.map((row) => row.id),
    ),
    authors: await membersBySourceId(
      batch,
      rows.map((row) => row.author),
    ),
    themes: await importedThemesBySlug(
      batch,
      rows.flatMap((row) => row.themes),
    ),
  }),
  resolve: (row, found, batch) => {
    const authorId = known(found.authors, "author", row.author, "members.csv");
    const themeIds = themesOf(row, found.themes);
    return found.ideas.has(row.id) ? null : { ...row, id: batch.newId(), sourceId: row.id, authorId, themeIds };
  },
  insert: async (ideas, batch) => {
    const searches = ideas.map((idea) => searchColumns(ideaSearch, idea).search);
    const added = await batch.query(sql`
      INSERT INTO idea
        (id, kind, title, body, language, author_id, posted_at, source, source_id, search, search_rules)
      SELECT id, kind, title, body, language, author_id, posted_at, ${batch.source}, source_id, search::tsvector,
        ${searchRules}::smallint
      FROM unnest(
        ${ideas.map((idea) => idea.id)}::uuid[],
        ${ideas.map((idea) => idea.kind)}::idea_kind[],
        ${ideas.map((idea) => idea.title)}::text[],
        ${ideas.map((idea) => idea.body)}::text[],
        ${ideas.map((idea) => idea.language)}::language[],
        ${ideas.map((idea) => idea.authorId)}::uuid[],
        ${ideas.map((idea) => idea.posted_at)}::timestamptz[],
        ${ideas.map((idea) => idea.sourceId)}::text[],
        ${searches}::text[])
        AS new (id, kind, title, body, language, author_id, posted_at, source_id, search)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    await insertThemes(batch, "idea", ideas);
    return added.length;
  },
});
