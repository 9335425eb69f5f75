import type { Literal, NamedNode, Quad } from "n3";
import { Language } from "../../../core/texts/language.js";
import type { Concept } from "./concept.js";
import { schemeOf, terms, typeIri } from "./skos-terms.js";

export const schemeTitles: Readonly<Record<Language, string>> = {
  NL: "Thema's van het InnovatieNetwerk Overheid",
  FR: "Thèmes de l'InnovatieNetwerk Overheid",
  EN: "Themes of the InnovatieNetwerk Overheid",
};

/** The slugs of the themes directly below each one that has any. */
export function narrowerOf(concepts: readonly Concept[]): Map<string, string[]> {
  const narrower = new Map<string, string[]>();
  for (const { slug, broader } of concepts) {
    if (broader === null) continue;
    const known = narrower.get(broader);
    if (known) known.push(slug);
    else narrower.set(broader, [slug]);
  }
  return narrower;
}

/** The vocabulary in RDF, by the terms of SKOS; synonyms have no language, as the network knows none of them. */
export async function quadsOf(concepts: readonly Concept[], publicUrl: string): Promise<Quad[]> {
  const { default: n3 } = await import("n3");
  const factory = n3.DataFactory;
  const namedNode = (iri: string): NamedNode => factory.namedNode(iri);
  const quad = (subject: NamedNode, predicate: NamedNode, object: NamedNode | Literal): Quad =>
    factory.quad(subject, predicate, object);
  const scheme = namedNode(schemeOf(publicUrl));
  const nodeOf = (slug: string) => namedNode(`${scheme.value}#${slug}`);
  const yes = factory.literal("true", namedNode(terms.boolean));
  const tagged = (text: string, language: Language) => factory.literal(text, language.toLowerCase());
  const languages = Object.values(Language);

  const ofScheme = [
    quad(scheme, namedNode(typeIri), namedNode(terms.ConceptScheme)),
    ...languages.map((language) => quad(scheme, namedNode(terms.prefLabel), tagged(schemeTitles[language], language))),
    ...concepts
      .filter(({ broader }) => broader === null)
      .map(({ slug }) => quad(scheme, namedNode(terms.hasTopConcept), nodeOf(slug))),
  ];
  const narrower = narrowerOf(concepts);
  const ofConcept = ({ slug, labels, synonyms, broader, archived }: Concept): Quad[] => {
    const node = nodeOf(slug);
    return [
      quad(node, namedNode(typeIri), namedNode(terms.Concept)),
      quad(node, namedNode(terms.inScheme), scheme),
      quad(node, namedNode(terms.notation), factory.literal(slug)),
      ...languages.flatMap((language) => {
        const label = labels[language];
        return label === null ? [] : [quad(node, namedNode(terms.prefLabel), tagged(label, language))];
      }),
      ...synonyms.map((synonym) => quad(node, namedNode(terms.altLabel), factory.literal(synonym))),
      broader === null
        ? quad(node, namedNode(terms.topConceptOf), scheme)
        : quad(node, namedNode(terms.broader), nodeOf(broader)),
      ...(narrower.get(slug) ?? []).map((one) => quad(node, namedNode(terms.narrower), nodeOf(one))),
      ...(archived ? [quad(node, namedNode(terms.deprecated), yes)] : []),
    ];
  };
  return [...ofScheme, ...concepts.flatMap(ofConcept)];
}
