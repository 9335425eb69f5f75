import type { Message } from "./message.entity.js";
import { MessageStatus } from "./message.enums.js";

type Handled = Pick<Message, "handledAt" | "assigneeId" | "spamSigns" | "releasedAt" | "discardedAt">;

/** Whether it looks like spam, and nobody has looked at it yet. */
export const isHeld = ({ handledAt, releasedAt, spamSigns }: Handled): boolean =>
  handledAt === null && releasedAt === null && spamSigns.length > 0;

/** What moderators see became of a message. */
export function statusOf(message: Handled): MessageStatus {
  if (message.discardedAt !== null) return MessageStatus.DISCARDED;
  return isHeld(message) ? MessageStatus.HELD : statusForSender(message);
}

/** The same for its sender, who does not learn that it looked like spam. */
export function statusForSender({ handledAt, assigneeId }: Pick<Message, "handledAt" | "assigneeId">): MessageStatus {
  if (handledAt !== null) return MessageStatus.HANDLED;
  return assigneeId === null ? MessageStatus.OPEN : MessageStatus.IN_PROGRESS;
}
