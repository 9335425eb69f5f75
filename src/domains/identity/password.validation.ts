import { z } from "zod";
import { InputProblem } from "../../core/texts/input-problem.js";
import { textProblems } from "../../core/texts/text-problems.js";
import { invalid } from "../../core/graphql/validation.js";
import { passwordWording } from "./passwords/password.wording.js";

const minLength = 10;
const maxLength = 200;

export const password = z
  .string()
  .refine(
    ({ length }) => length >= minLength,
    invalid({ problem: InputProblem.TOO_SHORT, wording: passwordWording.tooShort(minLength) }),
  )
  .refine(({ length }) => length <= maxLength, invalid(textProblems.aboveMaximum(maxLength)));
