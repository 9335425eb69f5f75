import sql, { raw } from "sql-template-tag";
import { searchColumns } from "../../../core/search/searched-table.js";
import type { Batch } from "../../../import/batch.js";
import type { Change, Current } from "../../../import/changes.js";
import { erased } from "../../../import/invalid-row.js";
import { membersBySourceId, sourceIdsOf } from "../../members/imported-members.js";
import { replaceThemes, themesInOrder } from "../../themes/imported-themes.js";
import { practiceSearch } from "../practice.search.js";
import { stepsOf } from "./steps.js";

interface PracticeNow {
  id: string;
  imported: Record<string, string> | null;
  kind: string;
  title: string;
  summary: string;
  steps: string;
  link: string | null;
  licence: string | null;
  language: string | null;
  sharedAt: Date;
  themes: string;
  /** What the source calls its sharer and its contact. */
  sharers: string[];
  contacts: string[];
}

/** Practices that an import brought in, as they are now. */
export async function currentPractices(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<PracticeNow>(sql`
    SELECT e.id, e.imported, e.kind, e.title, e.summary, array_to_string(e.steps, '|') AS steps, e.link, e.licence, e.language,
      e.shared_at AS "sharedAt", ${themesInOrder("practice")} AS themes,
      ${sourceIdsOf(batch, sql`e.shared_by_id`)} AS sharers, ${sourceIdsOf(batch, sql`e.contact_id`)} AS contacts
    FROM practice e WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR NO KEY UPDATE" : "")}`);
  return rows.map(({ id, imported, sharedAt, sharers, contacts, ...fields }) => ({
    ...{ id, imported, also: { shared_by: sharers, contact: contacts } },
    fields: {
      ...fields,
      shared_at: sharedAt.toISOString(),
      shared_by: sharers[0] ?? null,
      contact: contacts[0] ?? null,
    },
  }));
}

export async function updatePractices(changes: readonly Change[], batch: Batch): Promise<void> {
  const members = await membersBySourceId(
    batch,
    changes.flatMap(({ fields }) =>
      [fields.shared_by, fields.contact].map((name) => (typeof name === "string" ? name : null)),
    ),
  );
  const memberOf = (name: unknown): string | null => {
    const found = typeof name === "string" ? members.get(name) : undefined;
    return found === undefined || found === erased ? null : found;
  };
  const rows = changes.map(({ id, fields, changed, imported }) => {
    const steps = stepsOf(String(fields.steps ?? ""));
    return {
      ...{ ...fields, id, imported },
      // What was written here may have bars in it.
      steps: changed.includes("steps") ? steps : null,
      shared_by_id: changed.includes("shared_by") ? memberOf(fields.shared_by) : null,
      has_contact: changed.includes("contact"),
      contact_id: memberOf(fields.contact),
      ...searchColumns(practiceSearch, { title: String(fields.title), summary: String(fields.summary), steps }),
    };
  });
  await batch.query(sql`
    UPDATE practice SET kind = new.kind, title = new.title, summary = new.summary, steps = coalesce(new.steps, practice.steps),
      link = new.link, licence = new.licence, language = new.language, shared_at = new.shared_at,
      shared_by_id = coalesce(new.shared_by_id, practice.shared_by_id),
      contact_id = CASE WHEN new.has_contact THEN new.contact_id ELSE practice.contact_id END,
      imported = new.imported, search = new.search, search_rules = new."searchRules"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, kind practice_kind, title text, summary text, steps text[], link text, licence text, language language,
      shared_at timestamptz, shared_by_id uuid, has_contact boolean, contact_id uuid, imported jsonb, search tsvector,
      "searchRules" smallint)
    WHERE practice.id = new.id RETURNING 1`);
  const others = changes.filter(({ changed }) => changed.includes("themes"));
  await replaceThemes(
    batch,
    "practice",
    others.map(({ id, fields }) => ({ id, slugs: String(fields.themes) })),
  );
}
