import { registerEnumType } from "type-graphql";

export enum VocabularyFormat {
  TURTLE = "TURTLE",
  JSON_LD = "JSON_LD",
  CSV = "CSV",
}

registerEnumType(VocabularyFormat, {
  name: "VocabularyFormat",
  description: "A format in which vocabularies are exchanged.",
  valuesConfig: {
    TURTLE: { description: "SKOS, a vocabulary of RDF, in the syntax Turtle (`.ttl`)." },
    JSON_LD: { description: "SKOS in the syntax JSON-LD (`.jsonld`)." },
    CSV: { description: "A table as `themes.csv` of an import (`.csv`), with commas, semicolons or tabs." },
  },
});

/** The ending of the names of files, and the media type, of each format. */
export const formatForms: Readonly<Record<VocabularyFormat, { ending: string; mediaType: string }>> = {
  TURTLE: { ending: "ttl", mediaType: "text/turtle" },
  JSON_LD: { ending: "jsonld", mediaType: "application/ld+json" },
  CSV: { ending: "csv", mediaType: "text/csv" },
};

export const vocabularyFormats = Object.values(VocabularyFormat);
