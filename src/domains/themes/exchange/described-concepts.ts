import type { DescribedConcept } from "./concept.js";
import type { RdfQuad, Term } from "./rdf-quad.js";
import { terms, typeIri } from "./skos-terms.js";

/** The concepts that statements are about, in their order; other statements are passed over. */
export function conceptsIn(quads: readonly RdfQuad[]): DescribedConcept[] {
  const bySubject = grouped(quads, ({ subject }) => subject.value);
  const wider = grouped(
    quads.filter(({ predicate }) => predicate.value === terms.narrower),
    ({ object }) => object.value,
  );
  const slugsOf = (node: Term): string[] => {
    const notations = objects(bySubject.get(node.value), terms.notation).map(({ value }) => value.toLowerCase());
    return notations.length > 0 ? distinct(notations) : [lastPartOf(node)];
  };
  const isConcept = (about: RdfQuad[]): boolean => objects(about, typeIri).some(({ value }) => value === terms.Concept);
  return [...bySubject.values()].filter(isConcept).map((about) => {
    const node = about[0]!.subject;
    const labels = distinctLabels(objects(about, terms.prefLabel));
    const broader = [...objects(about, terms.broader), ...(wider.get(node.value) ?? []).map(({ subject }) => subject)];
    return {
      name: nameOf(node, slugsOf(node), labels[0]?.text),
      slugs: slugsOf(node),
      labels,
      synonyms: distinct(objects(about, terms.altLabel).map(({ value }) => value)),
      broader: distinct(broader.map((one) => slugsOf(one)[0]!)),
      archived: objects(about, terms.deprecated).some(({ value }) => value === "true" || value === "1"),
    };
  });
}

function grouped(quads: readonly RdfQuad[], by: (quad: RdfQuad) => string): Map<string, RdfQuad[]> {
  const groups = new Map<string, RdfQuad[]>();
  for (const quad of quads) {
    const group = groups.get(by(quad));
    if (group) group.push(quad);
    else groups.set(by(quad), [quad]);
  }
  return groups;
}

const objects = (about: readonly RdfQuad[] | undefined, predicate: string): Term[] =>
  (about ?? []).filter((quad) => quad.predicate.value === predicate).map(({ object }) => object);

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** A label that is stated twice is one. */
function distinctLabels(labels: readonly Term[]): { tag: string; text: string }[] {
  const byContent = new Map(labels.map(({ language = "", value }) => [`${language} ${value}`, { language, value }]));
  return [...byContent.values()].map(({ language, value }) => ({ tag: language.toLowerCase(), text: value }));
}

/** What follows the last slash or hash of an address; empty for a node without an address. */
const lastPartOf = ({ termType, value }: Term): string =>
  termType === "NamedNode" ? /[^/#]*$/.exec(value)![0].toLowerCase() : "";

/** The slug if there is one, else the address or, of a node without an address, a label. */
function nameOf({ termType, value }: Term, slugs: readonly string[], label = ""): string {
  if (slugs.length === 1 && slugs[0] !== "") return slugs[0]!;
  return termType === "NamedNode" ? value : label;
}
