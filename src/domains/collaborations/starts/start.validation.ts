import { z } from "zod";
import { id, invalid, optionalId, text } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { startWording } from "./start.wording.js";

const mostAsked = 10;

export const startRules = z.object({
  gatheringId: id,
  ideaId: optionalId,
  memberIds: z
    .array(id)
    .refine((ids) => ids.length > 0, invalid({ problem: InputProblem.REQUIRED, wording: startWording.nobody }))
    .refine(
      (ids) => ids.length <= mostAsked,
      invalid({ problem: InputProblem.TOO_MANY, wording: startWording.tooMany(mostAsked) }),
    ),
  message: text(2_000),
  takesPart: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
  idempotencyKey,
});
