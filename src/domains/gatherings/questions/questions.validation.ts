import { z } from "zod";
import { invalid, line, optionalId } from "../../../core/graphql/validation.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { questionWording } from "./question.wording.js";
import { RegistrationQuestionKind } from "./registration-question.types.js";

const maxQuestions = 10;
const maxOptions = 20;

const options = z
  .array(line(100))
  .nullish()
  .transform((given) => given ?? []);

const question = z
  .object({
    id: optionalId,
    text: line(300),
    kind: z.enum(RegistrationQuestionKind),
    options,
    required: z
      .boolean()
      .nullish()
      .transform((given) => given ?? false),
  })
  .refine(({ kind, options: given }) => kind === RegistrationQuestionKind.CHOICE || given.length === 0, {
    path: ["options"],
    ...invalid({ problem: InputProblem.NOT_ALLOWED, wording: questionWording.optionsOfChoice }),
  })
  .refine(
    ({ kind, options: { length } }) =>
      kind !== RegistrationQuestionKind.CHOICE || (length >= 2 && length <= maxOptions),
    {
      path: ["options"],
      ...invalid({ problem: InputProblem.OUT_OF_RANGE, wording: questionWording.optionCount(maxOptions) }),
    },
  )
  .refine(({ options: given }) => new Set(given).size === given.length, {
    path: ["options"],
    ...invalid({ problem: InputProblem.DUPLICATE, wording: questionWording.optionTwice }),
  });

export const questions = z
  .array(question)
  .refine(
    ({ length }) => length <= maxQuestions,
    invalid({ problem: InputProblem.TOO_MANY, wording: questionWording.tooMany(maxQuestions) }),
  )
  .refine(
    (given) => {
      const ids = given.flatMap(({ id }) => id ?? []);
      return new Set(ids).size === ids.length;
    },
    invalid({ problem: InputProblem.DUPLICATE, wording: questionWording.idTwice }),
  );
