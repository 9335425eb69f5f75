import { stringify } from "csv-stringify/sync";
import type { Quad } from "n3";
import { guarded } from "../../../import/cells/formula-guard.js";
import { synonymsIn } from "../theme.import-cells.js";
import { conceptColumns, type Concept } from "./concept.js";
import { narrowerOf, quadsOf, schemeTitles } from "./concept-quads.js";
import { namespaces, schemeOf, terms } from "./skos-terms.js";
import { VocabularyFormat } from "./vocabulary-format.js";

/** The vocabulary as a text of this format; themes have addresses below `publicUrl`. */
export async function writeVocabulary(
  concepts: readonly Concept[],
  format: VocabularyFormat,
  publicUrl: string,
): Promise<string> {
  if (format === VocabularyFormat.CSV) return csvOf(concepts);
  if (format === VocabularyFormat.JSON_LD) return jsonLdOf(concepts, publicUrl);
  return turtleOf(await quadsOf(concepts, publicUrl));
}

function csvOf(concepts: readonly Concept[]): string {
  const rows = concepts.map(({ slug, labels, broader, synonyms, archived }) => [
    ...[slug, labels.NL, labels.FR, labels.EN, broader, synonymsIn(synonyms)].map((text) => text && guarded(text)),
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

/**
 * What `jsonld` would make of the quads by the context: built here, as that takes seconds of the processor for thousands
 * of themes.
 */
function jsonLdOf(concepts: readonly Concept[], publicUrl: string): string {
  const scheme = schemeOf(publicUrl);
  const iriOf = (slug: string): string => `${scheme}#${slug}`;
  const narrower = narrowerOf(concepts);
  const top = concepts.filter(({ broader }) => broader === null).map(({ slug }) => iriOf(slug));
  const ofScheme = {
    id: scheme,
    type: "ConceptScheme",
    ...(top.length > 0 && { hasTopConcept: top }),
    prefLabel: byLanguage(schemeTitles),
  };
  const ofConcept = ({ slug, labels, synonyms, broader, archived }: Concept): object => ({
    id: iriOf(slug),
    type: "Concept",
    ...(synonyms.length > 0 && { altLabel: synonyms }),
    ...(broader !== null && { broader: iriOf(broader) }),
    ...(archived && { deprecated: "true" }),
    inScheme: scheme,
    ...(narrower.has(slug) && { narrower: narrower.get(slug)!.map(iriOf) }),
    notation: slug,
    prefLabel: byLanguage(labels),
    ...(broader === null && { topConceptOf: scheme }),
  });
  const document = { "@context": context, "@graph": [ofScheme, ...concepts.map(ofConcept)] };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const byLanguage = (labels: Concept["labels"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([language, text]) => (text === null ? [] : [[language.toLowerCase(), text]])),
  );
