import pg from "pg";
import { newDatabaseUrl } from "../support/database.js";

export interface StoppedClock {
  databaseUrl: string;
  set: (moment: string) => Promise<void>;
}

/**
 * A database in which `now()` is what the test says, for connections that are opened from then on: a function of that
 * name stands before PostgreSQL's own in the search path. A moment less than a millisecond before the next minute makes
 * the processes forget a lease at once.
 */
export async function stoppedClock(moment: string): Promise<StoppedClock> {
  const databaseUrl = await newDatabaseUrl();
  const run = async (statements: string): Promise<void> => {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query(statements).finally(() => client.end());
  };
  await run(`
    CREATE TABLE test_clock (moment timestamptz NOT NULL);
    INSERT INTO test_clock VALUES ('${moment}');
    CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT moment FROM public.test_clock';
    ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} SET search_path = public, pg_catalog;
  `);
  return { databaseUrl, set: (next) => run(`UPDATE test_clock SET moment = '${next}'`) };
}
