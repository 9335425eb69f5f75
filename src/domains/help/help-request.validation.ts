import { z } from "zod";
import { id, text } from "../../core/graphql/validation.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";

/** How long a request can be answered, in milliseconds. */
export const lifetime = 30 * 86_400_000;

export const askForHelpRules = z.object({
  ideaId: id,
  memberId: id,
  message: text(1_000).nullish(),
  idempotencyKey,
});
