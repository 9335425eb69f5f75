import type pg from "pg";

/** What PostgreSQL says about itself and about the role that asks. */
export interface DatabaseFacts {
  version: string;
  /** 150004 for 15.4. */
  versionNumber: number;
  role: string;
  isSuperuser: boolean;
  isReplica: boolean;
  isReadOnly: boolean;
  encoding: string;
  /** Whether the role may create tables in the schema that it works in. */
  mayCreate: boolean;
  mayCreateTemporary: boolean;
  /** Tables there of which the role is not the owner. */
  foreignTables: number;
  /** Connections that roles without special rights may open together. */
  maxConnections: number;
  /** Null over a Unix socket or without TLS. */
  tls: string | null;
  /** Whether the connection stays on the machine. */
  isLocal: boolean;
  sizeBytes: number;
}

export async function readFacts(client: pg.Client): Promise<DatabaseFacts> {
  const { rows } = await client.query<DatabaseFacts>(`
    SELECT current_setting('server_version') AS version,
      current_setting('server_version_num')::int AS "versionNumber",
      current_user AS role,
      (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
      pg_is_in_recovery() AS "isReplica",
      current_setting('default_transaction_read_only') = 'on' AS "isReadOnly",
      (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()) AS encoding,
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS "mayCreate",
      has_database_privilege(current_database(), 'TEMPORARY') AS "mayCreateTemporary",
      (SELECT count(*)::int FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = current_schema() AND relkind IN ('r', 'p') AND NOT pg_has_role(relowner, 'USAGE')) AS "foreignTables",
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS "maxConnections",
      (SELECT pg_stat_ssl.version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl) AS tls,
      coalesce(host(inet_server_addr()) = host(inet_client_addr()), true) AS "isLocal",
      pg_database_size(current_database())::float8 AS "sizeBytes"`);
  return rows[0]!;
}

/** The names of the migrations that the database has; null when it has no table of them. */
export async function appliedMigrations(client: pg.Client): Promise<Set<string> | null> {
  const { rows: tables } = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('migrations') IS NOT NULL AS exists",
  );
  if (!tables[0]!.exists) return null;
  const { rows } = await client.query<{ name: string }>("SELECT name FROM migrations");
  return new Set(rows.map(({ name }) => name));
}

/** By how many milliseconds the clock of the database is ahead of this machine's; the error is less than half of `withinMs`. */
export async function clockDifference(client: pg.Client): Promise<{ aheadMs: number; withinMs: number }> {
  const before = new Date().getTime();
  const { rows } = await client.query<{ now: number }>(
    "SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now",
  );
  const after = new Date().getTime();
  return { aheadMs: rows[0]!.now - (before + after) / 2, withinMs: after - before };
}

const hearsWithinMs = 1_000;

/** Whether LISTEN receives what NOTIFY sends, which it does not through a pooler in transaction mode. */
export async function hearsNotifications(client: pg.Client): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const heard = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), hearsWithinMs);
    client.once("notification", () => resolve(true));
  });
  try {
    await client.query("LISTEN ino_doctor");
    await client.query("NOTIFY ino_doctor");
    return await heard;
  } finally {
    clearTimeout(timer);
  }
}
