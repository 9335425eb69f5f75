import sql from "sql-template-tag";
import { QueryFailedError } from "typeorm";
import { connectionOf, type Database } from "../core/database/database.js";
import { announcing } from "../core/event-log/announce.js";
import type { NewEvent } from "../core/event-log/events.js";
import type { Batch, ImportedSettings } from "./batch.js";
import type { ImportFile, ImportFileName, Outcome } from "./import-file.js";

/** Where batches go. */
export interface BatchWriter {
  /** Runs `work` in one transaction; again from the start when somebody changed what it had looked up. */
  write: (file: ImportFileName, work: (batch: Batch) => Promise<Outcome>) => Promise<Outcome>;
  /** Reads what was written. */
  read: <Result>(work: (batch: Batch) => Promise<Result>) => Promise<Result>;
}

/** Gives `use` a writer, and ends what the writer began. */
export type WithWriter = <Result>(
  database: Database,
  options: BatchOptions,
  use: (writer: BatchWriter) => Promise<Result>,
) => Promise<Result>;

export interface BatchOptions {
  /** The files that are imported. */
  files: readonly ImportFile[];
  source: string;
  newId: () => string;
  now: () => Date;
  /** The privacy settings of new members. */
  settings?: ImportedSettings | undefined;
}

/** Lets the batches of several imports take turns, from here to the end of the transaction. */
export const takeTurn = sql`SELECT pg_advisory_xact_lock(hashtext('network.imported'))`;

/** Tells all readers of the log that rows were added or changed. */
export const importedEvent = (source: string, file: ImportFileName, rows: number): NewEvent => ({
  kind: "network.imported",
  subjectId: null,
  data: { source, file, rows },
});

/** Each batch is committed with its event. */
export const committingEach: WithWriter = (database, { source, newId, now, settings }, use) => {
  const write: BatchWriter["write"] = (file, work) =>
    announcing(database, async (manager, announce) => {
      const connection = connectionOf(manager);
      // Taken first: each statement from here on sees all that earlier batches committed.
      await connection.query(takeTurn);
      const outcome = await work({ ...connection, source, newId, now: now(), settings });
      if (outcome.written > 0) announce(importedEvent(source, file, outcome.written));
      return outcome;
    });
  return use({
    write: (file, work) => againWhenOvertaken(() => write(file, work)),
    read: (work) => work({ query: (statement) => database.query(statement), source, newId, now: now(), settings }),
  });
};

/** Between look-up and insert somebody took an address (unique) or left (foreign key): looking again makes it a bad row. */
export async function againWhenOvertaken<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let left = 3; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !wasOvertaken(error)) throw error;
    }
  }
}

const wasOvertaken = (error: unknown): boolean =>
  error instanceof QueryFailedError && ["23503", "23505"].includes((error.driverError as { code?: string }).code ?? "");
