import { searchVector, type Weight } from "./search-vector.js";

/**
 * The version of the rules by which vectors are made: words, folding and stems. Whoever changes them raises it, with a
 * migration that replaces the partial indexes `…_search_rules_idx`: the job then makes all older vectors again.
 */
export const searchRules = 2;

/** A table with a vector of its words in the column `search`. */
export interface SearchedTable<C extends string = string> {
  table: string;
  /** The columns with texts, in the order of the vector. */
  weights: Readonly<Record<C, Weight>>;
}

export const searchedTable = <C extends string>(table: string, weights: Record<C, Weight>): SearchedTable<C> => ({
  table,
  weights,
});

/** The value of a column with texts. */
export type SearchedValue = string | readonly string[] | null | undefined;

/**
 * The values of the columns `search` and `searchRules` for a row with these texts. Every statement that writes one of
 * the texts writes them too. What does not, such as a process of the version before, gets a plain vector from the
 * trigger of the table, until the job of `search-vectors.job.ts` has made it again.
 */
export const searchColumns = <C extends string>(
  { weights }: SearchedTable<C>,
  row: Readonly<Record<C, SearchedValue>>,
): { search: string; searchRules: number } => ({
  search: searchVector(
    (Object.entries(weights) as [C, Weight][]).flatMap(([column, weight]) =>
      [row[column] ?? []].flat().map((text): [Weight, string] => [weight, text]),
    ),
  ),
  searchRules,
});
