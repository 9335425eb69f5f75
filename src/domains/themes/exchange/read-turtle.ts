import { InputProblem } from "../../../core/texts/input-problem.js";
import { baseIri, type RdfQuad } from "./rdf-quad.js";
import { refuseVocabulary } from "./vocabulary-error.js";
import { vocabularyWording } from "./vocabulary.wording.js";

/** The statements of a text in Turtle; ends the import when it is none. */
export async function readTurtle(content: string): Promise<readonly RdfQuad[]> {
  const { default: n3 } = await import("n3");
  try {
    return new n3.Parser({ format: "text/turtle", baseIRI: baseIri }).parse(content);
  } catch (error) {
    const { context } = error as { context?: { line?: number } };
    if (!context) throw error;
    const line = context.line ?? null;
    return refuseVocabulary(InputProblem.INVALID_FORMAT, vocabularyWording.noTurtle(line));
  }
}
