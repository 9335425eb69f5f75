import { z } from "zod";
import { id, invalid, line, text } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { hostMailWording } from "./host-mail.wording.js";

const { GOING, WAITLISTED } = RegistrationStatus;

export const mailRules = z.object({
  gatheringId: id,
  recipients: z
    .array(z.enum(RegistrationStatus))
    .refine(
      (statuses) => statuses.length > 0,
      invalid({ problem: InputProblem.REQUIRED, wording: hostMailWording.nobody }),
    )
    .refine(
      (statuses) => statuses.every((status) => status === GOING || status === WAITLISTED),
      invalid({ problem: InputProblem.NOT_ALLOWED, wording: hostMailWording.nobody }),
    )
    .transform((statuses) => [GOING, WAITLISTED].filter((status) => statuses.includes(status))),
  subject: line(150),
  body: text(5_000),
  idempotencyKey,
});
