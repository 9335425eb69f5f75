import type { EventData } from "../../core/event-log/append-events.js";
import type { LoggedEvent } from "../../core/event-log/event-log-reader.js";
import type { DecisionKind } from "./moderation.enums.js";
import { suspends } from "./moderation.validation.js";

/** The members whom an event of the log suspends. */
export function suspendedBy({ kind, data }: LoggedEvent): string[] {
  if (kind !== "moderation.decided") return [];
  const { decision, affectedIds } = data as unknown as EventData["moderation.decided"];
  return suspends(decision as DecisionKind) ? affectedIds : [];
}
