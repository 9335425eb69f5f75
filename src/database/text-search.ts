import sql, { raw, type Sql } from "sql-template-tag";
import { Fault } from "../graphql/faults.js";

const longest = 200;

/** What PostgreSQL's parser takes for one word with its neighbours: addresses, paths, compounds. */
const joiners = "./:@_-";

/**
 * The condition that `text` holds a word that begins with each word of `search`; null when `search` has no words. The index that
 * serves it is made on the same expression.
 */
export function matchesText(text: Sql, search: string): Sql | null {
  if (search.length > longest)
    throw new Fault("BAD_USER_INPUT", `"search" must have at most ${longest} characters: shorten it.`, {
      argument: "search",
    });
  const words = search.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return null;
  const query = words.map((word) => `'${word}':*`).join(" & ");
  return sql`to_tsvector('simple', translate(${text}, ${raw(`'${joiners}', '${" ".repeat(joiners.length)}'`)})) @@ to_tsquery('simple', ${query})`;
}
