/** A term of RDF, as far as vocabularies need it, whichever library read it. */
export interface Term {
  termType: string;
  value: string;
  language?: string;
}

/** A statement of RDF. */
export interface RdfQuad {
  subject: Term;
  predicate: Term;
  object: Term;
}

/** What relative addresses of a document are resolved against: only what follows them counts. */
export const baseIri = "https://vocabulary.invalid/";
