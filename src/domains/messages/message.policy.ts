import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

export const messagePolicy = {
  /** Reads who handled a message and what they noted: moderators, but not of their own messages. */
  seeHandling: (actor: Actor, message: { memberId: string | null }) =>
    networkPolicy.moderate(actor) && message.memberId !== actor.memberId,
} satisfies Policy;
