import { Field, ObjectType } from "type-graphql";
import { Rejection, UserError } from "../../../core/errors/user-error.js";
import type { InputProblem } from "../../../core/texts/input-problem.js";
import type { Wording } from "../../../core/texts/wording.js";

@ObjectType({
  implements: UserError,
  description: "What is wrong with a vocabulary, or with one theme in it; the code is INVALID_INPUT.",
})
export class VocabularyError extends UserError {
  @Field(() => String, {
    nullable: true,
    description: "What the vocabulary calls the theme, a slug or an IRI; null when it is about the whole.",
  })
  concept: string | null;

  constructor(problem: InputProblem, wording: Wording, concept: string | null = null) {
    super();
    Object.assign(this, { code: "INVALID_INPUT", problem, wording, concept, path: ["input", "content"] });
  }
}

/** How many problems are listed at once. */
const maxErrors = 100;

/** Ends the import: this is wrong. */
export function refuseVocabulary(...error: ConstructorParameters<typeof VocabularyError>): never {
  throw new Rejection([new VocabularyError(...error)]);
}

/** Ends the import when something is wrong. */
export function rejectVocabulary(...errors: VocabularyError[]): void {
  if (errors.length > 0) throw new Rejection(errors.slice(0, maxErrors));
}
