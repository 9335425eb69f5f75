import pg from "pg";
import type { DataSource } from "typeorm";

/** What `createDataSource` gives to the pool of TypeORM, in its terms. */
interface PoolOptions {
  url: string;
  poolSize: number;
  connectTimeoutMS: number;
  extra: pg.PoolConfig;
}

/** A second pool like that of the data source, on whose connections PostgreSQL refuses to write. */
export function readOnlyPool(source: DataSource): pg.Pool {
  const { url, poolSize, connectTimeoutMS, extra } = source.options as unknown as PoolOptions;
  const pool = new pg.Pool({
    connectionString: readOnly(url),
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMS,
    ...extra,
  });
  // An idle connection that is lost has left the pool already.
  pool.on("error", () => undefined);
  return pool;
}

/** With the setting in the startup packet: a statement of its own would be a round trip, and could be lost. */
function readOnly(url: string): string {
  const parsed = new URL(url);
  const given = parsed.searchParams.get("options") ?? "";
  parsed.searchParams.set("options", `${given} -c default_transaction_read_only=on`.trim());
  return parsed.href;
}
