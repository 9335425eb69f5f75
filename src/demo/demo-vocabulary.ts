import sql, { type Sql } from "sql-template-tag";

/** A theme that organisers merged into one of `demo/themes.csv`, whose synonym it is. */
const merged = { slug: "burgerbegroting", label: "Burgerbegroting", into: "wijkbudgetten" };

/** A theme that a member suggested, about which organisers have not decided. */
const suggested = {
  ...{ by: "m049", label: "Deelauto's in kleine kernen", language: "NL", broader: "mobiliteit" },
  reason: "In dorpen zonder station deelt men auto's anders dan in de stad, en ik vind de ideeën daarover nergens samen.",
};

/** Statements: a theme that was merged into another one, and one that was suggested, each once. */
export const demoVocabulary = (newId: () => string, now: Date): Sql[] => [
  sql`
  WITH remaining AS (
    UPDATE theme SET synonyms = ARRAY[${merged.label}::text], version = 2
    WHERE slug = ${merged.into} AND source = 'demo' AND merged_into_id IS NULL
      AND NOT EXISTS (SELECT FROM theme WHERE slug = ${merged.slug})
    RETURNING id)
  INSERT INTO theme (id, slug, label_nl, archived, merged_into_id, version)
  SELECT ${newId()}, ${merged.slug}, ${merged.label}, true, id, 2 FROM remaining`,
  sql`
  INSERT INTO theme_suggestion (id, suggested_by_id, label, language, broader_id, reason, suggested_at)
  SELECT ${newId()}, m.id, ${suggested.label}, ${suggested.language}::language, theme.id, ${suggested.reason},
    ${now}::timestamptz - interval '3 days'
  FROM member m JOIN theme ON theme.slug = ${suggested.broader}
  WHERE m.source = 'demo' AND m.source_id = ${suggested.by} AND NOT EXISTS (SELECT FROM theme_suggestion)`,
];
