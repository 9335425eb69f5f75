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
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMS,
    ...extra,
    // Awaited by the pool: a connection that did not take it is not used.
    onConnect: (client) => client.query("SET default_transaction_read_only = on") as unknown as void,
  });
  // An idle connection that is lost has left the pool already.
  pool.on("error", () => undefined);
  return pool;
}
