import { z } from "zod";
import { line } from "../../core/graphql/validation.js";

/** How many synonyms a theme has at most. */
export const maxSynonyms = 50;

/** One synonym: a bar would part it in two. */
export const synonym = line(200);

/** Synonyms in one cell, joined by bars. */
export const synonymsCell = z
  .string()
  .default("")
  .transform((cell) => [...new Set(cell.split("|").flatMap((one) => one.trim() || []))])
  .pipe(z.array(synonym).max(maxSynonyms, `has more than ${maxSynonyms} synonyms: leave some out.`));

/** The cell with these synonyms; null when there are none. */
export const synonymsIn = (synonyms: readonly string[]): string | null =>
  synonyms.length === 0 ? null : synonyms.join("|");
