import { stringify } from "csv-stringify/sync";
import type { Quad } from "n3";
import { synonymsIn } from "../theme.import-cells.js";
import { conceptColumns, type Concept } from "./concept.js";
import { quadsOf } from "./concept-quads.js";
import { namespaces, terms } from "./skos-terms.js";
import { VocabularyFormat } from "./vocabulary-format.js";

/** The vocabulary as a text of this format; themes have addresses below `publicUrl`. */
export async function writeVocabulary(
  concepts: readonly Concept[],
  format: VocabularyFormat,
  publicUrl: string,
): Promise<string> {
  if (format === VocabularyFormat.CSV) return csvOf(concepts);
  const quads = await quadsOf(concepts, publicUrl);
  return format === VocabularyFormat.TURTLE ? turtleOf(quads) : jsonLdOf(quads);
}

function csvOf(concepts: readonly Concept[]): string {
  const rows = concepts.map(({ slug, labels, broader, synonyms, archived }) => [
    ...[slug, labels.NL, labels.FR, labels.EN, broader, synonymsIn(synonyms)],
    archived ? "true" : null,
  ]);
  // The mark by which spreadsheets know UTF-8.
  return stringify(rows, { bom: true, header: true, columns: [...conceptColumns] });
}

async function turtleOf(quads: Quad[]): Promise<string> {
  const { default: n3 } = await import("n3");
  const writer = new n3.Writer({ prefixes: { skos: namespaces.skos, owl: namespaces.owl } });
  writer.addQuads(quads);
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, text: string) => (error ? reject(error) : resolve(text)));
  });
}

/** The names that stand for terms, so that a label is `prefLabel.nl`. */
const context = {
  skos: namespaces.skos,
  id: "@id",
  type: "@type",
  Concept: terms.Concept,
  ConceptScheme: terms.ConceptScheme,
  inScheme: { "@id": terms.inScheme, "@type": "@id" },
  hasTopConcept: { "@id": terms.hasTopConcept, "@type": "@id", "@container": "@set" },
  topConceptOf: { "@id": terms.topConceptOf, "@type": "@id" },
  notation: terms.notation,
  prefLabel: { "@id": terms.prefLabel, "@container": "@language" },
  altLabel: { "@id": terms.altLabel, "@container": "@set" },
  broader: { "@id": terms.broader, "@type": "@id" },
  narrower: { "@id": terms.narrower, "@type": "@id", "@container": "@set" },
  deprecated: { "@id": terms.deprecated, "@type": terms.boolean },
} as const;

async function jsonLdOf(quads: Quad[]): Promise<string> {
  const { default: jsonld } = await import("jsonld");
  const expanded = await jsonld.fromRDF(quads);
  const compacted = await jsonld.compact(expanded, context, { graph: true });
  return `${JSON.stringify(compacted, null, 2)}\n`;
}
