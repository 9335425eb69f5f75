import sql, { raw, type Sql } from "sql-template-tag";
import { connectionOf, type Database } from "../core/database/database.js";
import type { BatchOptions, BatchWriter } from "./batch-writer.js";

/**
 * Batches go into temporary copies of the tables, which hide the real ones in this session and are rolled back with it.
 * The same statements find the same problems, and the service meets no lock: the real tables are only read.
 */
export async function dryRunWriter(
  database: Database,
  { files, source, newId, now, settings }: BatchOptions,
): Promise<BatchWriter> {
  const tables = Object.assign({}, ...files.map((file) => file.tables(source))) as Record<string, Sql | null>;
  const runner = database.source.createQueryRunner();
  const connection = connectionOf(runner.manager);
  const close = async (): Promise<void> => {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  };
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
  } catch (error) {
    await close();
    throw error;
  }
  return { write: (_file, work) => work({ ...connection, source, newId, now: now(), settings }), close };
}
