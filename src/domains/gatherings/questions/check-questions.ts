import { rejectInput } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { questionWording } from "./question.wording.js";
import type { RegistrationQuestion } from "./registration-question.types.js";

/** Ends the mutation unless the answers to these questions can be stored, and those to the ones before can be shown. */
export function checkQuestions(
  ctx: Context,
  questions: readonly RegistrationQuestion[],
  before: readonly RegistrationQuestion[],
): void {
  if (questions.length > 0 && (ctx as GatheringsContext).answerSealer === null)
    rejectInput(InputProblem.NOT_ALLOWED, questionWording.noKey, "questions");
  const changed = questions.findIndex(({ id, kind }) => before.some((one) => one.id === id && one.kind !== kind));
  if (changed >= 0)
    rejectInput(InputProblem.NOT_ALLOWED, questionWording.otherKind, "questions", String(changed), "kind");
}
