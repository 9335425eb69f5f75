import sql, { type Sql } from "sql-template-tag";

/**
 * The condition that `text` holds a word that begins with each word of `search`; null when `search` has no words.
 * `text` must be written as in the index that serves it.
 */
export function matchesText(text: Sql, search: string): Sql | null {
  const words = search.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return null;
  const query = words.map((word) => `'${word}':*`).join(" & ");
  return sql`to_tsvector('simple', ${text}) @@ to_tsquery('simple', ${query})`;
}
