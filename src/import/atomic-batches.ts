import sql from "sql-template-tag";
import { connectionOf } from "../core/database/database.js";
import { insertEvents } from "../core/event-log/announce.js";
import type { NewEvent } from "../core/event-log/events.js";
import { againWhenOvertaken, importedEvent, takeTurn, type BatchWriter, type WithWriter } from "./batch-writer.js";

/**
 * All batches are committed together, with their events, or none is. Other imports wait meanwhile; the service goes on,
 * and sees the rows when all are there.
 */
export const inOneTransaction: WithWriter = async (database, { source, newId, now, settings }, use) => {
  const runner = database.source.createQueryRunner();
  const connection = connectionOf(runner.manager);
  const events: NewEvent[] = [];
  const batchOf = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await connection.query(sql`SAVEPOINT batch`);
    try {
      const result = await work();
      await connection.query(sql`RELEASE SAVEPOINT batch`);
      return result;
    } catch (error) {
      await connection.query(sql`ROLLBACK TO SAVEPOINT batch`);
      throw error;
    }
  };
  const write: BatchWriter["write"] = async (file, work) => {
    const outcome = await againWhenOvertaken(() =>
      batchOf(() => work({ ...connection, source, newId, now: now(), settings })),
    );
    if (outcome.written > 0) events.push(importedEvent(source, file, outcome.written));
    return outcome;
  };
  try {
    await runner.startTransaction();
    await connection.query(takeTurn);
    const read: BatchWriter["read"] = (work) => work({ ...connection, source, newId, now: now(), settings });
    const result = await use({ write, read });
    // The log's lock is held from here to the commit.
    if (events.length > 0) await connection.query(insertEvents(events));
    await runner.commitTransaction();
    return result;
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
};
