import type { LoggedEvent } from "../../core/event-log/events.js";
import { suspends } from "./moderation.validation.js";

/** The members whom an event of the log suspends. */
export const suspendedBy = ({ kind, data }: LoggedEvent): string[] =>
  kind === "moderation.decided" && suspends(data.decision) ? data.affectedIds : [];
