import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DataSource } from "typeorm";
import { EventPartitions1764000000023 } from "../../migrations/1764000000023-event-partitions.js";
import { Notifications1764000000024 } from "../../migrations/1764000000024-notifications.js";
import { databaseSchema } from "../../src/app/database-schema.js";
import { createDataSource } from "../../src/core/database/data-source.js";

const migrations = [...databaseSchema.migrations].sort((a, b) => (stamp(a.name) < stamp(b.name) ? -1 : 1));
function stamp(name: string): string {
  return /\d+$/.exec(name)![0];
}
import { dropDatabase, newDatabaseUrl } from "../support/database.js";

let url: string;
let source: DataSource;

beforeAll(async () => {
  url = await newDatabaseUrl("template0");
  source = await createDataSource(databaseSchema, { url }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await dropDatabase(url);
});

/** Everything in the schema, as PostgreSQL itself describes it. */
async function schemaOf(): Promise<unknown> {
  return source.query(`
    SELECT 'column' AS what, table_name || '.' || column_name AS name,
      concat_ws(' ', data_type, udt_name, is_nullable, column_default, collation_name) AS definition
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL SELECT 'type', typname, typtype::text FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typname NOT LIKE '%migrations%'
    UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1, 2, 3`);
}

/** Takes back a migration and all after it. */
async function undoFrom(migration: (typeof migrations)[number]): Promise<void> {
  for (let n = migrations.indexOf(migration); n < migrations.length; n++) await source.undoLastMigration();
}

describe("the migrations", () => {
  it("run up, down and up again to the same schema", async () => {
    await source.runMigrations();
    const up = await schemaOf();
    for (const _ of migrations) await source.undoLastMigration();
    expect(await schemaOf()).toEqual([]);
    await source.runMigrations();
    expect(await schemaOf()).toEqual(up);
  });

  it("keep what the event log holds where they part it, and where they make it whole again", async () => {
    const undo = () => undoFrom(EventPartitions1764000000023);
    const logged = () =>
      source.query("SELECT position, kind, subject_id, data, occurred_at FROM event ORDER BY position");
    await undo();
    await source.query(
      `INSERT INTO event (kind, data) SELECT 'test', jsonb_build_object('n', n) FROM generate_series(1, 3) AS n`,
    );
    const before: unknown = await logged();
    expect(before).toHaveLength(3);
    await source.runMigrations();
    expect(await logged()).toEqual(before);
    await undo();
    expect(await logged()).toEqual(before);
    await source.runMigrations();
    expect(await logged()).toEqual(before);
  });

  it("let processes of the version before record impressions under the table's old name", async () => {
    const ids = ["0198c5a0-0000-7000-8000-000000000001", "0198c5a0-0000-7000-8000-000000000002"];
    await source.query(`INSERT INTO member (id, name, joined_at) SELECT id, 'x', now() FROM unnest($1::uuid[]) AS id`, [
      ids,
    ]);
    const record = `
      INSERT INTO suggestion_showing AS known (member_id, shown_id, days, last_shown_on) VALUES ($1, $2, 1, now()::date)
      ON CONFLICT (member_id, shown_id) DO UPDATE SET days = known.days + 1`;
    await source.query(record, ids);
    await source.query(record, ids);
    expect(await source.query("SELECT days FROM suggestion_impression")).toEqual([{ days: 2 }]);
  });

  it("let notifications begin where the event log ends", async () => {
    await undoFrom(Notifications1764000000024);
    await source.query(`INSERT INTO event (kind) VALUES ('comment.added')`);
    await source.runMigrations();
    const [{ position, end }] = await source.query<[{ position: string; end: string }]>(
      `SELECT position, (SELECT max(position) FROM event) AS end FROM notification_position`,
    );
    expect(position).toBe(end);
    expect(Number(end)).toBeGreaterThan(0);
  });

  it("leave no difference to the entities", async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
