import { z } from "zod";
import { email, optionalId, text } from "../../core/graphql/validation.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { memberName } from "../members/member.validation.js";

export const messageRules = z.object({
  body: text(5_000),
  name: memberName.nullish(),
  email: email.nullish(),
  appealsDecisionId: optionalId,
  idempotencyKey,
});
