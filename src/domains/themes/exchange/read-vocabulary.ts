import { InputProblem } from "../../../core/texts/input-problem.js";
import { conceptColumns, type DescribedVocabulary } from "./concept.js";
import { conceptsIn } from "./described-concepts.js";
import { readJsonLd } from "./read-json-ld.js";
import { readTurtle } from "./read-turtle.js";
import { readVocabularyCsv, type CsvReading } from "./read-vocabulary-csv.js";
import { refuseVocabulary } from "./vocabulary-error.js";
import { VocabularyFormat } from "./vocabulary-format.js";
import { vocabularyWording } from "./vocabulary.wording.js";

/** As many as the service keeps in memory. */
const maxConcepts = 10_000;

/** What a text of this format says of themes; ends the import when it cannot be read as such. */
export async function readVocabulary(
  content: string,
  format: VocabularyFormat,
  reading: CsvReading,
): Promise<DescribedVocabulary> {
  const vocabulary = await read(content, format, reading);
  const { length } = vocabulary.concepts;
  if (length === 0) refuseVocabulary(InputProblem.REQUIRED, vocabularyWording.noConcepts);
  if (length > maxConcepts) refuseVocabulary(InputProblem.TOO_MANY, vocabularyWording.tooManyConcepts(maxConcepts));
  return vocabulary;
}

async function read(content: string, format: VocabularyFormat, reading: CsvReading): Promise<DescribedVocabulary> {
  if (format === VocabularyFormat.CSV) return readVocabularyCsv(content, reading);
  const quads = await (format === VocabularyFormat.TURTLE ? readTurtle(content) : readJsonLd(content));
  return { concepts: conceptsIn(quads), columns: conceptColumns };
}
