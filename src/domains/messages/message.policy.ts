import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

export const messagePolicy = {
  /** Reads who is to handle a message, who did, and their note: moderators, except for their own messages. */
  seeHandling: (actor: Actor, message: { memberId: string | null }) =>
    networkPolicy.moderate(actor) && message.memberId !== actor.memberId,
} satisfies Policy;
