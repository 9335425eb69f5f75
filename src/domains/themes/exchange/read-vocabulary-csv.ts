import { CsvError, parse } from "csv-parse/sync";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { foldedWord } from "../../../import/cells/folded-word.js";
import { truth } from "../../../import/cells/cells.js";
import { unguarded } from "../../../import/cells/formula-guard.js";
import { conceptColumns, type DescribedConcept, type DescribedVocabulary } from "./concept.js";
import { refuseVocabulary, rejectVocabulary, VocabularyError } from "./vocabulary-error.js";
import { vocabularyWording } from "./vocabulary.wording.js";

export interface CsvReading {
  /** Unknown columns, and labels in other languages, are passed over. */
  ignoreUnknown: boolean;
}

type Column = (typeof conceptColumns)[number];

/** The themes of a text that is as `themes.csv`; ends the import when it is no such text. */
export function readVocabularyCsv(content: string, reading: CsvReading): DescribedVocabulary {
  const [header = [], ...rows] = cellsOf(content);
  const columns = columnsOf(header, reading);
  const concepts = rows.map((cells) => describedBy(cells, columns));
  return { concepts, columns: columns.filter((column) => column !== null) };
}

function cellsOf(content: string): string[][] {
  const [first = ""] = content.split(/\r?\n/, 1);
  // The one that parts the header in most cells: no column has any of them in its name.
  const delimiter = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0]!;
  try {
    return parse(content, {
      ...{ delimiter, bom: true, trim: true, relax_quotes: true, relax_column_count: true },
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuseVocabulary(InputProblem.INVALID_FORMAT, vocabularyWording.noCsv(Number(error.lines ?? 1)));
  }
}

/** The column of each cell; null for one that is passed over. */
function columnsOf(header: readonly string[], { ignoreUnknown }: CsvReading): (Column | null)[] {
  const errors: VocabularyError[] = [];
  const columns = header.map((name, index) => {
    const column = conceptColumns.find((one) => foldedWord(one) === foldedWord(name)) ?? null;
    if (column === null && name !== "" && !ignoreUnknown)
      errors.push(
        new VocabularyError(
          InputProblem.UNKNOWN,
          vocabularyWording.unknownColumn({ column: name, columns: conceptColumns.join(", ") }),
        ),
      );
    if (column !== null && header.findIndex((other) => foldedWord(other) === foldedWord(name)) < index)
      errors.push(new VocabularyError(InputProblem.DUPLICATE, vocabularyWording.columnTwice(name)));
    return column;
  });
  if (!columns.includes("slug"))
    errors.unshift(new VocabularyError(InputProblem.REQUIRED, vocabularyWording.noSlugColumn));
  rejectVocabulary(...errors);
  return columns;
}

function describedBy(cells: readonly string[], columns: readonly (Column | null)[]): DescribedConcept {
  const cell = (column: Column): string => unguarded(cells[columns.indexOf(column)] ?? "");
  const some = (text: string): string[] => (text === "" ? [] : [text]);
  const name = cell("slug");
  if (cells.slice(columns.length).some((extra) => extra !== ""))
    refuseVocabulary(InputProblem.TOO_MANY, vocabularyWording.tooManyCells(name), name);
  const archived = truth.safeParse(cell("archived") || undefined);
  if (!archived.success)
    refuseVocabulary(
      InputProblem.INVALID_FORMAT,
      vocabularyWording.badTruth({ concept: name, value: cell("archived") }),
      name,
    );
  return {
    name,
    slugs: [name.toLowerCase()],
    labels: (["nl", "fr", "en"] as const).flatMap((tag) => some(cell(`label_${tag}`)).map((text) => ({ tag, text }))),
    synonyms: [
      ...new Set(
        cell("synonyms")
          .split("|")
          .flatMap((one) => some(one.trim())),
      ),
    ],
    broader: some(cell("broader").toLowerCase()),
    archived: archived.data,
  };
}
