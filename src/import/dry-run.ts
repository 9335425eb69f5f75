import sql, { empty, raw, type Sql } from "sql-template-tag";
import { connectionOf, type Database } from "../core/database/database.js";
import type { BatchOptions, BatchWriter } from "./batch-writer.js";

/** The tables that an import writes, and which of their rows it can meet; of the others it only ever adds rows. */
const tables = (source: string): Record<string, Sql | null> => ({
  theme: empty,
  organisation: empty,
  account: empty,
  member: sql`WHERE source = ${source}`,
  interest: sql`WHERE member_id IN (SELECT id FROM member WHERE source = ${source})`,
  idea: sql`WHERE source = ${source}`,
  idea_theme: null,
  comment: sql`WHERE source = ${source}`,
  support: sql`WHERE idea_id IN (SELECT id FROM idea WHERE source = ${source})`,
  gathering: sql`WHERE source = ${source}`,
  gathering_theme: null,
  gathering_host: null,
  registration: sql`WHERE gathering_id IN (SELECT id FROM gathering WHERE source = ${source})`,
  collaboration: sql`WHERE source = ${source}`,
  collaboration_member: null,
});

/**
 * Batches go into temporary copies of the tables, which hide the real ones in this session and are rolled back with it. The same
 * statements find the same problems, and the service meets no lock: the real tables are only read.
 */
export async function dryRunWriter(database: Database, { source, newId, now }: BatchOptions): Promise<BatchWriter> {
  const runner = database.source.createQueryRunner();
  const connection = connectionOf(runner.manager);
  const close = async (): Promise<void> => {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  };
  try {
    await runner.startTransaction();
    for (const [table, rows] of Object.entries(tables(source))) {
      await connection.query(
        sql`CREATE TEMPORARY TABLE ${raw(`copy_of_${table}`)} (LIKE ${raw(table)} INCLUDING ALL) ON COMMIT DROP`,
      );
      if (rows) await connection.query(sql`INSERT INTO ${raw(`copy_of_${table}`)} SELECT * FROM ${raw(table)} ${rows}`);
    }
    for (const table of Object.keys(tables(source)))
      await connection.query(sql`ALTER TABLE ${raw(`copy_of_${table}`)} RENAME TO ${raw(table)}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { write: (_file, work) => work({ ...connection, source, newId, now: now() }), close };
}
