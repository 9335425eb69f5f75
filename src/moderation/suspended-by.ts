import type { EventData } from "../database/event-log.js";
import type { LoggedEvent } from "../live/event-stream.js";
import type { DecisionKind } from "./moderation.enums.js";
import { suspends } from "./moderation.rules.js";

/** The members whom an event of the log suspends. */
export function suspendedBy({ kind, data }: LoggedEvent): string[] {
  if (kind !== "moderation.decided") return [];
  const { decision, affectedIds } = data as unknown as EventData["moderation.decided"];
  return suspends(decision as DecisionKind) ? affectedIds : [];
}
