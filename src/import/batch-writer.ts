import sql from "sql-template-tag";
import { QueryFailedError } from "typeorm";
import { connectionOf, type Database } from "../core/database/database.js";
import { announcing } from "../core/event-log/announce.js";
import type { Batch, ImportedSettings } from "./batch.js";
import type { ImportFile, ImportFileName, Outcome } from "./import-file.js";

/** Where batches go. */
export interface BatchWriter {
  /** Runs `work` in one transaction; again from the start when somebody changed what it had looked up. */
  write: (file: ImportFileName, work: (batch: Batch) => Promise<Outcome>) => Promise<Outcome>;
  close: () => Promise<void>;
}

export interface BatchOptions {
  /** The files that are imported. */
  files: readonly ImportFile[];
  source: string;
  newId: () => string;
  now: () => Date;
  /** The privacy settings of new members. */
  settings?: ImportedSettings | undefined;
}

/** Each batch is committed with its event, under a lock that lets the batches of several imports take turns. */
export function committingWriter(database: Database, { source, newId, now, settings }: BatchOptions): BatchWriter {
  const write: BatchWriter["write"] = (file, work) =>
    announcing(database, async (manager, announce) => {
      const connection = connectionOf(manager);
      // Taken first: each statement from here on sees all that earlier batches committed.
      await connection.query(sql`SELECT pg_advisory_xact_lock(hashtext('network.imported'))`);
      const outcome = await work({ ...connection, source, newId, now: now(), settings });
      if (outcome.added > 0)
        announce({ kind: "network.imported", subjectId: null, data: { source, file, rows: outcome.added } });
      return outcome;
    });
  return {
    write: async (file, work) => {
      for (let left = 3; ; left--) {
        try {
          return await write(file, work);
        } catch (error) {
          if (left === 0 || !wasOvertaken(error)) throw error;
        }
      }
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Between look-up and insert somebody took an address (unique) or left (foreign key): looking again makes it a bad row.
 */
const wasOvertaken = (error: unknown): boolean =>
  error instanceof QueryFailedError && ["23503", "23505"].includes((error.driverError as { code?: string }).code ?? "");
