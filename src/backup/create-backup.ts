import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import sql, { raw, type Sql } from "sql-template-tag";
import type { Connection } from "../core/database/database.js";
import { unreachable } from "../core/database/unreachable.js";
import { ArchiveWriter } from "./archive-writer.js";
import { BackupError } from "./backup-error.js";
import { migrationsOf, partitionsOf, sequencesOf, tablesOf, type TableColumns } from "./catalogue.reads.js";
import { formatVersion, manifestName, pieceName, type Manifest, type TableManifest } from "./manifest.js";
import { TableDigest } from "./table-digest.js";

/** The rows of a table are written in pieces of this size at least: an entry of a tar archive begins with its size. */
const pieceBytes = 2 ** 20;

export interface BackupOptions {
  url: string;
  file: string;
  /** The age recipient or identity to encrypt for. */
  key: string;
  serviceVersion: string;
}

/** Writes a backup of all tables, as they are at one moment, beside whatever else uses the database. */
export async function createBackup({ url, file, key, serviceVersion }: BackupOptions): Promise<Manifest> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-backup", keepAlive: true });
  client.on("error", () => undefined);
  await client.connect().catch(unreachable);
  let archive: ArchiveWriter | undefined;
  try {
    const db = connectionTo(client);
    const snapshot = await beginSnapshot(db);
    const migrations = await migrationsOf(db);
    if (migrations === null || migrations.length === 0) throw new BackupError("There is no network in this database.");
    archive = await ArchiveWriter.create(file, key);
    const [server] = await db.query<{ takenAt: Date; postgres: string }>(
      sql`SELECT now() AS "takenAt", current_setting('server_version') AS postgres`,
    );
    const tables: TableManifest[] = [];
    for (const table of snapshot) tables.push(await copyTable(client, archive, table));
    const manifest: Manifest = {
      format: formatVersion,
      takenAt: server!.takenAt.toISOString(),
      service: serviceVersion,
      postgres: server!.postgres,
      migrations,
      tables,
      partitions: await partitionsOf(db),
      // No part of the snapshot: read last, they are past everything in it.
      sequences: await sequencesOf(db),
    };
    await archive.add(manifestName, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    await archive.finish();
    return manifest;
  } catch (error) {
    await archive?.abort();
    throw error;
  } finally {
    await client.end();
  }
}

/** Values are written in one way, and no limit ends a long copy, whatever the settings of the server and the role are. */
const settings = sql`
  SELECT set_config(name, value, false) FROM (VALUES
    ('statement_timeout', '0'), ('lock_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
    ('datestyle', 'ISO'), ('intervalstyle', 'postgres'), ('timezone', 'UTC'), ('bytea_output', 'hex'),
    ('extra_float_digits', '3')) AS setting (name, value)`;

/** Gives the tables that are in the snapshot. */
async function beginSnapshot(db: Connection): Promise<TableColumns[]> {
  await db.query(settings);
  // Migrations wait for the end of a backup, and a backup for that of migrations.
  await db.query(sql`SELECT pg_advisory_lock_shared(hashtext('ino_migrations'))`);
  const tables = await tablesOf(db);
  await db.query(sql`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`);
  // Before the snapshot, which the first query takes: the event log's parts are dropped beside a running service.
  if (tables.length > 0)
    await db.query(raw(`LOCK TABLE ${tables.map(({ name }) => `"${name}"`).join(", ")} IN ACCESS SHARE MODE`));
  return tables;
}

async function copyTable(client: pg.Client, archive: ArchiveWriter, table: TableColumns): Promise<TableManifest> {
  const digest = new TableDigest();
  let chunks: Buffer[] = [];
  let size = 0;
  const addPiece = async (): Promise<void> => {
    const piece = Buffer.concat(chunks);
    [chunks, size] = [[], 0];
    digest.add(piece);
    await archive.add(pieceName(table.name, digest.pieces), piece);
  };
  const columns = table.columns.map((column) => `"${column}"`).join(", ");
  for await (const chunk of client.query(copyTo(`COPY (SELECT ${columns} FROM "${table.name}") TO STDOUT`))) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= pieceBytes) await addPiece();
  }
  if (size > 0) await addPiece();
  return { ...table, ...digest.end() };
}

const connectionTo = (client: pg.Client): Connection => ({
  query: async <Row extends object>({ text, values }: Sql) => (await client.query<Row>(text, values)).rows,
});
