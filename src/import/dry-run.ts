import sql, { raw, type Sql } from "sql-template-tag";
import { connectionOf } from "../core/database/database.js";
import type { BatchWriter, WithWriter } from "./batch-writer.js";

/**
 * Batches go into temporary copies of the tables, which hide the real ones in this session and are rolled back with it.
 * The same statements find the same problems, and the service meets no lock: the real tables are only read.
 */
export const withoutWriting: WithWriter = async (database, { files, source, newId, now, settings }, use) => {
  const tables = Object.assign({}, ...files.map((file) => file.tables(source))) as Record<string, Sql | null>;
  const runner = database.source.createQueryRunner();
  const connection = connectionOf(runner.manager);
  try {
    await runner.startTransaction();
    for (const [table, rows] of Object.entries(tables)) {
      await connection.query(
        sql`CREATE TEMPORARY TABLE ${raw(`copy_of_${table}`)} (LIKE ${raw(table)} INCLUDING ALL) ON COMMIT DROP`,
      );
      if (rows) await connection.query(sql`INSERT INTO ${raw(`copy_of_${table}`)} SELECT * FROM ${raw(table)} ${rows}`);
    }
    for (const table of Object.keys(tables))
      await connection.query(sql`ALTER TABLE ${raw(`copy_of_${table}`)} RENAME TO ${raw(table)}`);
    const read: BatchWriter["read"] = (work) => work({ ...connection, source, newId, now: now(), settings });
    return await use({ write: (_file, work) => read(work), read });
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
};
