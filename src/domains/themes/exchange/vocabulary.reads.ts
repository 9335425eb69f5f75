import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { Language } from "../../../core/texts/language.js";
import type { Concept } from "./concept.js";

/** All themes, archived ones included and merged ones not, ordered by slug. */
export async function readConcepts(db: Connection): Promise<Concept[]> {
  const rows = await db.query<ConceptRow>(sql`
    SELECT e.slug, e.label_nl AS nl, e.label_fr AS fr, e.label_en AS en, e.synonyms, broader.slug AS broader, e.archived
    FROM theme e LEFT JOIN theme broader ON broader.id = e.broader_id
    WHERE e.merged_into_id IS NULL ORDER BY e.slug`);
  return rows.map(({ nl, fr, en, ...concept }) => ({
    ...concept,
    labels: { [Language.NL]: nl, [Language.FR]: fr, [Language.EN]: en },
  }));
}

interface ConceptRow extends Omit<Concept, "labels"> {
  nl: string | null;
  fr: string | null;
  en: string | null;
}
