import sql, { type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { Database } from "../database/database.js";
import type { NewEvent } from "./events.js";

export type Announce = (event: NewEvent) => void;

/**
 * Runs `work` in one transaction: what it announces is in the log with it, or not at all. The events are inserted by
 * the transaction's last statement, as the log's lock is held from there to the commit. `onAnnounced` is called after a
 * commit that announced something.
 */
export async function announcing<T>(
  database: Database,
  work: (manager: EntityManager, announce: Announce) => Promise<T>,
  onAnnounced: () => void = () => undefined,
): Promise<T> {
  let events: NewEvent[] = [];
  const result = await database.transaction(
    (manager) => {
      // A transaction that is retried starts from the beginning.
      events = [];
      return work(manager, (event) => void events.push(event));
    },
    () => (events.length > 0 ? insertEvents(events) : null),
  );
  if (events.length > 0) onAnnounced();
  return result;
}

/** The statement that writes events, in their order: the same text however many they are. */
export const insertEvents = (events: readonly NewEvent[]): Sql => sql`
  INSERT INTO event (kind, subject_id, data)
  SELECT kind, "subjectId", data FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
    AS announced (kind text, "subjectId" uuid, data jsonb)`;
