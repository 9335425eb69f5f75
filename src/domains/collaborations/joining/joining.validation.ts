import { z } from "zod";
import { id, text } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";

/** Maximum members of a collaboration, those who are invited included. */
export const mostMembers = 50;

const message = text(2_000).nullish();

export const joinRules = z.object({ ideaId: id, message, idempotencyKey });

export const invitationRules = z.object({ collaborationId: id, memberId: id, message, idempotencyKey });
