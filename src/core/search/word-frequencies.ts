import { LRUCache } from "lru-cache";
import sql from "sql-template-tag";
import type { Database } from "../database/database.js";
import type { Keyword } from "./keywords.js";
import type { SearchedTable } from "./searched-table.js";

/** Statistics change when PostgreSQL analyses the table, which is seldom, and by little. */
const keptMs = 300_000;
/** Of a word in a table without statistics. */
const assumed = 1 / 2_000;
/** Words of fewer rows count as unlisted: statistics are of all rows, also of those that a caller may not see. */
const minRows = 10;

/** How frequent words are in a searched table, by the statistics that PostgreSQL keeps of its vectors. */
export interface WordFrequencies {
  /** About how many rows there are; 0 when nothing is known. */
  rows: number;
  /** The part of the rows that have the keyword, above 0 and at most 1. */
  of: (keyword: Keyword) => number;
  /** What `of` gives for the words that PostgreSQL does not list, all of them rarer than those that it does. */
  unlisted: number;
}

const frequenciesOf = new WeakMap<Database, LRUCache<string, Promise<WordFrequencies>>>();

/** The frequencies of the words in a table, as of a few minutes ago at most. */
export function wordFrequencies(database: Database, { table }: SearchedTable): Promise<WordFrequencies> {
  let ofTables = frequenciesOf.get(database);
  if (!ofTables) frequenciesOf.set(database, (ofTables = new LRUCache({ max: 10, ttl: keptMs })));
  let frequencies = ofTables.get(table);
  if (!frequencies) {
    frequencies = read(database, table);
    ofTables.set(table, frequencies);
    // A failure is not cached.
    frequencies.catch(() => ofTables.delete(table));
  }
  return frequencies;
}

async function read(database: Database, table: string): Promise<WordFrequencies> {
  const [row] = await database.reads.query<{ rows: number; words: string[] | null; parts: number[] | null }>(sql`
    SELECT greatest(reltuples, 0)::float8 AS rows, most_common_elems::text::text[] AS words,
      most_common_elem_freqs::float8[] AS parts
    FROM pg_class LEFT JOIN pg_stats ON schemaname = current_schema() AND tablename = relname AND attname = 'search'
    WHERE pg_class.oid = to_regclass(${table})`);
  const { rows, words, parts } = row!;
  const all = (words ?? []).map((word, index) => [word, parts![index]!] as const);
  const listed = all.filter(([, part]) => part * rows >= minRows);
  const byWord = new Map(listed);
  // A list that goes down to the words of few rows has all others.
  const least = listed.length < all.length ? minRows / rows : Math.min(...byWord.values());
  const unlisted = all.length === 0 ? assumed : least / 2;
  return {
    rows,
    of: (keyword) => Math.min(1, Math.max(...[...keyword].map((form) => byWord.get(form) ?? unlisted))),
    unlisted,
  };
}
