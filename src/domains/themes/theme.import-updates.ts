import sql, { raw } from "sql-template-tag";
import { searchColumns, searchRules } from "../../core/search/searched-table.js";
import type { Batch } from "../../import/batch.js";
import type { Change, Current } from "../../import/changes.js";
import { shown } from "../../import/invalid-row.js";
import { themeSearch } from "./theme.search.js";

/** Themes as they are now. Only the source that brought a theme in corrects its labels. */
export async function currentThemes(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<ThemeNow>(sql`
    SELECT e.id, e.source, e.imported, e.label_nl, e.label_fr, e.label_en, e.archived,
      nullif(e.synonyms, '{}') AS synonyms,
      (SELECT slug FROM theme b WHERE b.id = e.broader_id) AS broader
    FROM theme e WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR NO KEY UPDATE OF e" : "")}`);
  return rows.map(({ id, source, imported, ...fields }) => {
    const owner = source === null ? "belongs to the network" : `belongs to the source ${shown(source)}`;
    const isOwn = source === batch.source;
    const theirs = { label_nl: owner, label_fr: owner, label_en: owner, synonyms: owner, archived: owner };
    return { id, imported, fields, fixed: { ...(!isOwn && theirs), broader: "is not changed by an import" } };
  });
}

interface ThemeNow {
  id: string;
  source: string | null;
  imported: Record<string, string> | null;
  label_nl: string | null;
  label_fr: string | null;
  label_en: string | null;
  /** Null when there are none. */
  synonyms: string[] | null;
  archived: boolean;
  broader: string | null;
}

export async function updateThemes(changes: readonly Change[], batch: Batch): Promise<void> {
  const themes = await batch.query<{ id: string; slug: string }>(
    sql`SELECT id, slug FROM theme WHERE id = ANY(${changes.map(({ id }) => id)}::uuid[])`,
  );
  const slugs = new Map(themes.map(({ id, slug }) => [id, slug]));
  const rows = changes.map(({ id, fields: values, changed, imported }) => {
    const fields = values as unknown as ThemeNow;
    const theme = { ...fields, id, synonyms: fields.synonyms ?? [] };
    return {
      ...theme,
      is_changed: changed.length > 0,
      imported,
      search: searchColumns(themeSearch, { ...theme, slug: slugs.get(id)! }).search,
    };
  });
  await batch.query(sql`
    UPDATE theme SET label_nl = new.label_nl, label_fr = new.label_fr, label_en = new.label_en, synonyms = new.synonyms,
      archived = new.archived, imported = new.imported, search = new.search, search_rules = ${searchRules}::smallint,
      version = theme.version + new.is_changed::int
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, label_nl text, label_fr text, label_en text, synonyms text[], archived boolean, is_changed boolean,
      imported jsonb, search tsvector)
    WHERE theme.id = new.id AND theme.source = ${batch.source} RETURNING 1`);
}
