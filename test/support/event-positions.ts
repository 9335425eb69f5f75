import type { DataSource } from "typeorm";
import { eventPositionLock, eventPositionSequence } from "../../src/core/event-log/event-position.js";

/** Takes the log's lock until the transaction ends. */
export const lockEventPositions = `SELECT pg_advisory_xact_lock(${eventPositionLock})`;

/** Leaves the log as a restore does: its last events are gone, and their positions are given again. */
export async function loseLastEvents(source: DataSource, count: number): Promise<void> {
  await source.query(`
    DELETE FROM event WHERE position IN (SELECT position FROM event ORDER BY position DESC LIMIT ${count});
    SELECT setval('${eventPositionSequence}', (SELECT max(position) FROM event))`);
}
