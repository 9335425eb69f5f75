import { z } from "zod";
import { id } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";

/** Maximum co-authors and pending invitations of one idea, together. */
export const maxCoAuthors = 10;
/** How many days after declining a member can be invited to the same idea again, and after a withdrawal. */
export const restDays = { DECLINED: 30, WITHDRAWN: 1 };

export const inviteCoAuthorRules = z.object({ ideaId: id, memberId: id, idempotencyKey });
export const respondRules = z.object({ id, accept: z.boolean() });
export const removeCoAuthorRules = z.object({ ideaId: id, memberId: id });
