import { rejectInput } from "../../../core/errors/user-error.js";
import { idOf } from "../../../core/graphql/ids.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { normalized, problemOf, type TextForm } from "../../../core/texts/text-form.js";
import { questionWording } from "./question.wording.js";
import type { RegistrationAnswer, RegistrationAnswerInput } from "./registration-answer.types.js";
import { RegistrationQuestionKind, type RegistrationQuestion } from "./registration-question.types.js";

/** Answers by the id of their question, as they are sealed. */
export type Answers = Record<string, string | boolean>;

const fieldOf = {
  [RegistrationQuestionKind.TEXT]: "text",
  [RegistrationQuestionKind.CHOICE]: "choice",
  [RegistrationQuestionKind.YES_NO]: "yes",
} as const;

const answerForm: TextForm = { lines: "many", max: 500 };

/**
 * The answers to these questions; ends the mutation with what is wrong with them, or what is missing. `lenient` leaves out
 * answers to questions that a gathering of a series does not ask.
 */
export function answersOf(
  questions: readonly RegistrationQuestion[],
  given: readonly RegistrationAnswerInput[],
  { lenient = false } = {},
): Answers {
  const answers: Answers = {};
  for (const [index, answer] of given.entries()) {
    const at = ["answers", String(index)] as const;
    const question = questions.find(({ id }) => id === idOf(answer.questionId));
    if (!question && lenient) continue;
    if (!question) return rejectInput(InputProblem.UNKNOWN, questionWording.noQuestion, ...at, "questionId");
    if (question.id in answers) rejectInput(InputProblem.DUPLICATE, questionWording.answeredTwice, ...at, "questionId");
    const value = valueOf(question, answer, at);
    if (value !== null) answers[question.id] = value;
  }
  return requiredIn(questions, answers);
}

/** The answers, if none is missing that is required; ends the mutation otherwise. */
export function requiredIn(questions: readonly RegistrationQuestion[], answers: Answers): Answers {
  const missing = questions.find(({ id, required }) => required && !(id in answers));
  if (missing) rejectInput(InputProblem.REQUIRED, questionWording.unanswered(missing.text), "answers");
  return answers;
}

/** The value of an answer; null when it is empty, as a field of a form that was left so. */
function valueOf(
  { kind, options }: RegistrationQuestion,
  answer: RegistrationAnswerInput,
  at: readonly [string, string],
): string | boolean | null {
  const field = fieldOf[kind];
  const others = Object.values(fieldOf).filter((other) => other !== field && answer[other] != null);
  if (others.length > 0) rejectInput(InputProblem.NOT_ALLOWED, questionWording.wrongField(field), ...at, others[0]!);
  const value = answer[field] ?? null;
  if (value === null || value === "" || kind === RegistrationQuestionKind.YES_NO) return value === "" ? null : value;
  if (kind === RegistrationQuestionKind.CHOICE) {
    if (!options.includes(value as string))
      rejectInput(InputProblem.NOT_ALLOWED, questionWording.noOption, ...at, field);
    return value;
  }
  const text = normalized(value as string, answerForm);
  const invalid = problemOf(text, answerForm);
  return invalid === null ? text : rejectInput(invalid.problem, invalid.wording, ...at, field);
}

/** The answers as the schema shows them, in the order of the questions; without those to questions that are gone. */
export const shownAnswers = (questions: readonly RegistrationQuestion[], answers: Answers): RegistrationAnswer[] =>
  questions
    .filter(({ id }) => id in answers)
    .map((question) => ({ question, [fieldOf[question.kind]]: answers[question.id] }));
