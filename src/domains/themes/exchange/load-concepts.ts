import { InputProblem } from "../../../core/texts/input-problem.js";
import type { Batch } from "../../../import/batch.js";
import { anyReading } from "../../../import/cells/cells.js";
import type { Outcome } from "../../../import/import-file.js";
import { readHeader } from "../../../import/tables/header.js";
import { importedThemesBySlug } from "../imported-themes.js";
import { themesFile } from "../theme.import.js";
import { broaderFirst } from "./circles.js";
import type { Concept } from "./concept.js";
import { rejectVocabulary, VocabularyError } from "./vocabulary-error.js";
import { vocabularyWording } from "./vocabulary.wording.js";

export interface LoadedConcepts {
  outcome: Outcome;
  /** The slugs of themes that differ from what the network has, which stays. */
  differing: string[];
}

/** Writes themes by the rules of `themes.csv`, all or none: `columns` are those of which the document says something. */
export async function loadConcepts(
  batch: Batch,
  concepts: readonly Concept[],
  columns: readonly string[],
): Promise<LoadedConcepts> {
  await checkBroader(batch, concepts);
  const ordered = broaderFirst(concepts);
  const header = readHeader(columns, themesFile.columns, {});
  const file = themesFile.begin({ header, table: { delimiter: null } }, anyReading);
  const rows = ordered.map(({ labels, ...concept }, line) => ({
    ...{ line, cells: [], leftOut: [], fault: null },
    row: { ...concept, label_nl: labels.NL, label_fr: labels.FR, label_en: labels.EN },
  }));
  const outcome = await file.load(rows, batch, true);
  const [bad] = outcome.invalid;
  if (bad) throw new Error(`What was checked is refused: ${ordered[bad.line]!.slug}: ${bad.reason}`);
  const differing = outcome.remarks.filter(({ isDifference }) => !isDifference).map(({ line }) => ordered[line]!.slug);
  return { outcome, differing: [...new Set(differing)].sort() };
}

/** Themes may have broader ones of the network. */
async function checkBroader(batch: Batch, concepts: readonly Concept[]): Promise<void> {
  const own = new Set(concepts.map(({ slug }) => slug));
  const others = concepts.flatMap(({ slug, broader }) =>
    broader === null || own.has(broader) ? [] : [{ slug, broader }],
  );
  if (others.length === 0) return;
  const known = await importedThemesBySlug(
    batch,
    others.map(({ broader }) => broader),
  );
  const unknown = others.filter(({ broader }) => !known.has(broader));
  rejectVocabulary(
    ...unknown.map(
      ({ slug, broader }) =>
        new VocabularyError(InputProblem.UNKNOWN, vocabularyWording.unknownBroader({ concept: slug, broader }), slug),
    ),
  );
}
