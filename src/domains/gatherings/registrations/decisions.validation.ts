import { z } from "zod";
import { id, invalid, optionalNullable, text } from "../../../core/graphql/validation.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { decisionWording } from "./decisions.wording.js";

const maxInvited = 50;

export const decideRegistrationRules = z.object({ id, accept: z.boolean(), reason: optionalNullable(text(2_000)) });

export const inviteRules = z.object({
  memberIds: z
    .array(id)
    .refine((ids) => ids.length > 0, invalid({ problem: InputProblem.REQUIRED, wording: decisionWording.nobody }))
    .refine(
      (ids) => ids.length <= maxInvited,
      invalid({ problem: InputProblem.TOO_MANY, wording: decisionWording.tooMany(maxInvited) }),
    )
    .transform((ids) => [...new Set(ids)]),
});
