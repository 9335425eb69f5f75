/** The namespaces of the terms that vocabularies are written with. */
export const namespaces = {
  skos: "http://www.w3.org/2004/02/skos/core#",
  owl: "http://www.w3.org/2002/07/owl#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

export const typeIri = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

const skos = <const Name extends string>(name: Name) => `${namespaces.skos}${name}` as const;

export const terms = {
  Concept: skos("Concept"),
  ConceptScheme: skos("ConceptScheme"),
  inScheme: skos("inScheme"),
  hasTopConcept: skos("hasTopConcept"),
  topConceptOf: skos("topConceptOf"),
  notation: skos("notation"),
  prefLabel: skos("prefLabel"),
  altLabel: skos("altLabel"),
  broader: skos("broader"),
  narrower: skos("narrower"),
  deprecated: `${namespaces.owl}deprecated`,
  boolean: `${namespaces.xsd}boolean`,
} as const;

/** Where the network's vocabulary can be read, which also names it; a theme is named by its slug behind a `#`. */
export const schemeOf = (publicUrl: string): string => `${publicUrl}/export/vocabulary`;
