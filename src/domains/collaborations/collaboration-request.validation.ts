import { z } from "zod";
import { InputProblem } from "../../core/texts/input-problem.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { id, invalid, optionalId, text } from "../../core/graphql/validation.js";
import { collaborationWording } from "./collaboration.wording.js";

const day = 86_400_000;

/** How long a request can be answered, in milliseconds. */
export const lifetime = 30 * day;
/** How many days after a decline the sender may ask the same member again. */
export const restDays = 30;
/** Maximum pending requests of one member. */
export const maxPending = 20;
/** Maximum requests of one member in 24 hours, whatever their status. */
export const maxInADay = 30;

export const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
export const daysBefore = (now: Date, days: number): Date => later(now, -days * day);

export const requestRules = z.object({ memberId: id, ideaId: optionalId, message: text(2_000), idempotencyKey });

export const responseRules = z
  .object({ id, accept: z.boolean(), reason: text(2_000).nullish(), idempotencyKey })
  .refine(({ accept, reason }) => !accept || reason == null, {
    ...invalid({ problem: InputProblem.NOT_ALLOWED, wording: collaborationWording.reasonToAccept }),
    path: ["reason"],
  });
