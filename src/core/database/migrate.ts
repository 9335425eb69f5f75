import { createDataSource, type DatabaseSchema } from "./data-source.js";
import { unreachable } from "./unreachable.js";

/**
 * Brings a database up to date and gives the names of what it applied. Of several at once, one works and the rest wait.
 */
export async function migrate({ migrations }: DatabaseSchema, url: string): Promise<string[]> {
  // What is known of entities takes a while to be put together, and migrations are SQL.
  const source = createDataSource({ entities: [], migrations }, { url, poolSize: 2, statementTimeoutMs: 0 });
  await source.initialize().catch(unreachable);
  const turn = source.createQueryRunner();
  try {
    await turn.query("SELECT pg_advisory_lock(hashtext('ino_migrations'))");
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await turn.release();
    await source.destroy();
  }
}
