import type { LoggedEvent } from "../../core/event-log/events.js";

/** The members who do not see all that others see from this event on. */
export const isolatedBy = ({ kind, data }: LoggedEvent): string[] =>
  kind === "member.blocked" ? [data.blockerId, data.blockedId] : [];
