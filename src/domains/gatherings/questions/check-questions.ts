import { rejectInput } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { questionWording } from "./question.wording.js";
import type { RegistrationQuestion } from "./registration-question.types.js";

type Given = Omit<RegistrationQuestion, "id"> & { id: string | null };

/**
 * What is given of gatherings, with an id for each question that is new: the same in all gatherings of a series, so that
 * one answer is for all of them. Ends the mutation when the answers could not be stored, or a question that is to be
 * edited is none of those before.
 */
export function withQuestionIds<T extends { questions?: Given[] | null | undefined }>(
  tx: TransactionContext,
  given: T,
  before: readonly RegistrationQuestion[] = [],
): T & { questions?: RegistrationQuestion[] | null | undefined } {
  const { questions } = given;
  if (!questions) return given as T & { questions?: null | undefined };
  if (questions.length > 0 && (tx as TransactionContext<GatheringsContext>).answerSealer === null)
    rejectInput(InputProblem.NOT_ALLOWED, questionWording.noKey, "questions");
  const unknown = questions.findIndex(({ id }) => id !== null && !before.some((one) => one.id === id));
  if (unknown >= 0) rejectInput(InputProblem.UNKNOWN, questionWording.noQuestion, "questions", String(unknown), "id");
  return { ...given, questions: questions.map((question) => ({ ...question, id: question.id ?? tx.newId() })) };
}

/** Ends the mutation when a question that stays is to be answered in another way. */
export function checkKinds(questions: readonly RegistrationQuestion[], before: readonly RegistrationQuestion[]): void {
  const changed = questions.findIndex(({ id, kind }) => before.some((one) => one.id === id && one.kind !== kind));
  if (changed >= 0)
    rejectInput(InputProblem.NOT_ALLOWED, questionWording.otherKind, "questions", String(changed), "kind");
}
