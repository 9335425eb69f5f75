import { z } from "zod";
import { id, invalid, optionalNullable, text } from "../../../core/graphql/validation.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { agendaWording } from "./agenda.wording.js";

const maxMinutes = 1_440;

export const decisionRules = z.object({
  id,
  accept: z.boolean(),
  minutes: optionalNullable(
    z
      .number()
      .refine(
        (minutes) => minutes >= 1 && minutes <= maxMinutes,
        invalid({ problem: InputProblem.OUT_OF_RANGE, wording: agendaWording.minutes(maxMinutes) }),
      ),
  ),
  reason: optionalNullable(text(2_000)),
});
