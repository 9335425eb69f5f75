import { LRUCache } from "lru-cache";
import sql from "sql-template-tag";
import type { Database } from "../database/database.js";
import type { Keyword } from "./keywords.js";
import type { SearchedTable } from "./searched-table.js";

/** PostgreSQL looks at a table again when a tenth of it has changed. */
const keptMs = 300_000;
/** Of a word that nothing is known of, in a table that nothing is known of. */
const unknown = 1 / 2_000;

/** How frequent words are in a searched table, by the statistics that PostgreSQL keeps of its vectors. */
export interface WordFrequencies {
  /** About how many rows there are; 0 when nothing is known. */
  rows: number;
  /** The part of the rows that have the keyword, above 0 and at most 1. */
  of: (keyword: Keyword) => number;
}

const known = new WeakMap<Database, LRUCache<string, Promise<WordFrequencies>>>();

/** The frequencies of the words in a table, as of a few minutes ago at most. */
export function wordFrequencies(database: Database, { table }: SearchedTable): Promise<WordFrequencies> {
  let ofTables = known.get(database);
  if (!ofTables) known.set(database, (ofTables = new LRUCache({ max: 10, ttl: keptMs })));
  let frequencies = ofTables.get(table);
  if (!frequencies) {
    frequencies = read(database, table);
    ofTables.set(table, frequencies);
    // A failure is not kept.
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
  const byWord = new Map((words ?? []).map((word, index) => [word, parts![index]!]));
  // What is not in the list is less frequent than the least frequent there.
  const rest = byWord.size > 0 ? Math.min(...byWord.values()) / 2 : unknown;
  return {
    rows,
    of: (keyword) => Math.min(1, Math.max(...[...keyword].map((form) => byWord.get(form) ?? rest))),
  };
}
