import type { EntityManager } from "typeorm";
import { connectionOf } from "../../src/core/database/database.js";
import { insertEvents } from "../../src/core/event-log/announce.js";
import type { NewEvent } from "../../src/core/event-log/events.js";

/** Writes events at once, in a transaction of the test's own. */
export async function appendEvents(manager: EntityManager, events: NewEvent[]): Promise<void> {
  if (events.length > 0) await connectionOf(manager).query(insertEvents(events));
}
