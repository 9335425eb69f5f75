import { z } from "zod";
import { id, text } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";

export const messageRules = z.object({
  collaborationId: id,
  body: text(5_000),
  idempotencyKey,
});

export const readRules = z.object({ collaborationId: id, upTo: id });
