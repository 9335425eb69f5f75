import { InputProblem } from "../../../core/texts/input-problem.js";
import { baseIri, type RdfQuad } from "./rdf-quad.js";
import { refuseVocabulary } from "./vocabulary-error.js";
import { vocabularyWording } from "./vocabulary.wording.js";

/** Deeper than any vocabulary is nested; the library calls itself for each level. */
const maxDepth = 50;

/** The statements of a text in JSON-LD; ends the import when it is none. */
export async function readJsonLd(content: string): Promise<readonly RdfQuad[]> {
  const document = parsed(content);
  checkNesting(document);
  const { default: jsonld } = await import("jsonld");
  try {
    return (await jsonld.toRDF(document, { base: baseIri, documentLoader })) as RdfQuad[];
  } catch (error) {
    if (error instanceof Error && error.name.startsWith("jsonld.")) return notJsonLd();
    throw error;
  }
}

/** Nothing is ever fetched that a document names. */
const documentLoader = (url: string): Promise<never> => Promise.reject(new Error(`${url} is not fetched.`));

function parsed(content: string): object {
  try {
    const document: unknown = JSON.parse(content);
    if (typeof document === "object" && document !== null) return document;
  } catch {
    // It is no JSON.
  }
  return notJsonLd();
}

/** Refuses contexts that lie elsewhere, and what is nested too deep. */
function checkNesting(document: object): void {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) refuseVocabulary(InputProblem.NOT_ALLOWED, vocabularyWording.tooDeep(maxDepth));
    level = level.flatMap((value) => {
      if (typeof value !== "object" || value === null) return [];
      if (!Array.isArray(value)) refuseRemoteContext(value as Record<string, unknown>);
      return Object.values(value) as unknown[];
    });
  }
}

function refuseRemoteContext(value: Record<string, unknown>): void {
  const url = [value["@context"], value["@import"]].flat().find((context) => typeof context === "string");
  if (url !== undefined) refuseVocabulary(InputProblem.NOT_ALLOWED, vocabularyWording.remoteContext(url));
}

const notJsonLd = (): never => refuseVocabulary(InputProblem.INVALID_FORMAT, vocabularyWording.noJsonLd);
