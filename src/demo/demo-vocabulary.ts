import sql, { type Sql } from "sql-template-tag";

/** A theme that organisers merged into one of `demo/themes.csv`, whose synonym it is. */
const merged = { slug: "burgerbegroting", label: "Burgerbegroting", into: "wijkbudgetten" };

/** Statement: a theme that was merged into another one, once. */
export const demoVocabulary = (newId: () => string): Sql => sql`
  WITH remaining AS (
    UPDATE theme SET synonyms = ARRAY[${merged.label}::text], version = 2
    WHERE slug = ${merged.into} AND source = 'demo' AND merged_into_id IS NULL
      AND NOT EXISTS (SELECT FROM theme WHERE slug = ${merged.slug})
    RETURNING id)
  INSERT INTO theme (id, slug, label_nl, archived, merged_into_id, version)
  SELECT ${newId()}, ${merged.slug}, ${merged.label}, true, id, 2 FROM remaining`;
