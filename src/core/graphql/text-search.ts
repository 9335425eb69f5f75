import sql, { raw, type Sql } from "sql-template-tag";
import { Fault } from "../errors/fault.js";

const longest = 200;

/** What PostgreSQL's parser takes for one word with its neighbours: addresses, paths, compounds. */
const joiners = "./:@_-";

/** What PostgreSQL is asked for: a word that begins with each word of `search`; null when it has no words. */
export function searchQuery(search: string): string | null {
  if (search.length > longest)
    throw new Fault("BAD_USER_INPUT", `"search" must have at most ${longest} characters: shorten it.`, {
      argument: "search",
    });
  const words = search.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(" & ");
}

/**
 * The condition that `text` holds what `query`, made by `searchQuery`, asks for. The index that serves it is made on
 * the same expression.
 */
export const matchesQuery = (text: Sql, query: Sql): Sql =>
  sql`to_tsvector('simple', translate(${text}, ${raw(`'${joiners}', '${" ".repeat(joiners.length)}'`)})) @@ to_tsquery('simple', ${query})`;

/** The condition that `text` holds a word that begins with each word of `search`; null when `search` has no words. */
export function matchesText(text: Sql, search: string): Sql | null {
  const query = searchQuery(search);
  return query === null ? null : matchesQuery(text, sql`${query}`);
}
