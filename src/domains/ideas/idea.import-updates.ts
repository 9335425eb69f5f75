import sql, { raw } from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { ideaSearch } from "./idea.search.js";
import type { Change, Current } from "../../import/changes.js";
import { replaceThemes, themesInOrder } from "../themes/imported-themes.js";

/** Ideas that an import brought in, as they are now. */
export async function currentIdeas(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<IdeaNow>(sql`
    SELECT e.id, e.imported, e.kind, e.title, e.body, e.language, e.posted_at AS "postedAt", ${themesInOrder("idea")} AS themes
    FROM idea e WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR NO KEY UPDATE" : "")}`);
  return rows.map(({ id, imported, postedAt, ...fields }) => ({
    id,
    imported,
    fields: { ...fields, posted_at: postedAt.toISOString() },
  }));
}

interface IdeaNow {
  id: string;
  imported: Record<string, string> | null;
  kind: string;
  title: string;
  body: string;
  language: string | null;
  postedAt: Date;
  themes: string;
}

export async function updateIdeas(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({
    ...{ ...fields, id, imported },
    ...searchColumns(ideaSearch, { title: String(fields.title), body: String(fields.body) }),
  }));
  await batch.query(sql`
    UPDATE idea SET kind = new.kind, title = new.title, body = new.body, language = new.language, posted_at = new.posted_at,
      imported = new.imported, search = new.search, search_rules = new."searchRules"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, kind idea_kind, title text, body text, language language, posted_at timestamptz, imported jsonb,
      search tsvector, "searchRules" smallint)
    WHERE idea.id = new.id RETURNING 1`);
  const others = changes.filter(({ changed }) => changed.includes("themes"));
  await replaceThemes(
    batch,
    "idea",
    others.map(({ id, fields }) => ({ id, slugs: String(fields.themes) })),
  );
}

/** Comments that an import brought in, as they are now; one that was removed here stays so. */
export async function currentComments(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<{ id: string; imported: Current["imported"]; body: string; postedAt: Date }>(sql`
    SELECT id, imported, body, posted_at AS "postedAt"
    FROM comment WHERE id = ANY(${ids}::uuid[]) ORDER BY id ${raw(lock ? "FOR NO KEY UPDATE" : "")}`);
  return rows.map(({ id, imported, body, postedAt }) => ({
    id,
    imported,
    fields: { body: body === "" ? null : body, posted_at: postedAt.toISOString() },
  }));
}

export async function updateComments(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported }));
  await batch.query(sql`
    UPDATE comment SET body = coalesce(new.body, ''), posted_at = new.posted_at, imported = new.imported,
      removed_at = CASE WHEN new.body IS NULL THEN coalesce(comment.removed_at, new.posted_at) END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (id uuid, body text, posted_at timestamptz, imported jsonb)
    WHERE comment.id = new.id RETURNING 1`);
}
