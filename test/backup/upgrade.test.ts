import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { databaseSchema } from "../../src/app/database-schema.js";
import { migrate } from "../../src/core/database/migrate.js";
import { fillTables } from "../support/fill-tables.js";
import { Backups } from "./backups.js";

const backups = new Backups();
beforeAll(() => backups.begin());
afterAll(() => backups.remove());

const stamp = (name: string): number => Number(name.slice(-13));
const migrations = [...databaseSchema.migrations].sort((a, b) => stamp(a.name) - stamp(b.name));

/** Tables whose rows a restore deletes, or adds to. */
const voided = [
  ...["session", "refresh_token", "sign_in_device", "email_token", "export_link", "pending_sign_up", "oidc_login"],
  ...["check_in_link", "feed_address", "sign_in_code", "unconfirmed_identity", "invitation", "event"],
];

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table, as text. */
const contentOf = (url: string): Promise<Record<string, string[]>> =>
  connected(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations' ORDER BY 1`);
    const content: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
      content[name] = rows.map(({ row }) => row);
    }
    return content;
  });

/** Every row of every table, by column. */
const valuesOf = (url: string): Promise<Record<string, Record<string, unknown>[]>> =>
  connected(url, async (client) => {
    const values: Record<string, Record<string, unknown>[]> = {};
    for (const table of Object.keys(await contentOf(url))) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM "${table}" t ORDER BY t::text`,
      );
      values[table] = rows.map(({ row }) => row);
    }
    return values;
  });

/** The rows with these columns alone, in an order that the other columns have no part in. */
const withColumns = (rows: Record<string, unknown>[], columns: string[]): string[] =>
  rows.map((row) => JSON.stringify(columns.map((column) => [column, row[column]]))).sort();

/** Columns whose values a migration changes on purpose. */
const changed: string[] = [];

/** The first schema with an event log, those before a change of existing rows, and the newest. */
const points = [
  ...["EventLog1764000000006", "Moderation1764000000014", "RankerModels1764000000022", "EventPartitions1764000000023"],
  ...["EventTopics1764000000025", "EventPosition1764000000027", migrations.at(-1)!.name],
].map((name) => migrations.findIndex((migration) => migration.name === name) + 1);

describe("a network of an earlier schema", () => {
  it.each(points.map((count) => [migrations[count - 1]!.name, count] as const))(
    "is upgraded from %s without loss, and so is its backup",
    async (_, count) => {
      const url = await backups.emptyDatabase();
      const earlier = { ...databaseSchema, migrations: migrations.slice(0, count) };
      await migrate(earlier, url);
      await connected(url, (client) => fillTables(client));
      const before = await contentOf(url);
      const valuesBefore = await valuesOf(url);
      const rowsBefore = Object.fromEntries(Object.entries(before).map(([table, rows]) => [table, rows.length]));
      const file = await backups.of(url);
      await migrate(databaseSchema, url);
      const upgraded = await contentOf(url);
      expect(Object.values(rowsBefore).every((rows) => rows > 0)).toBe(true);
      for (const [table, rows] of Object.entries(rowsBefore))
        expect([table, upgraded[renamed[table] ?? table]?.length]).toEqual([table, rows]);
      const valuesAfter = await valuesOf(url);
      for (const [table, rows] of Object.entries(valuesBefore)) {
        const after = valuesAfter[renamed[table] ?? table]!;
        const columns = Object.keys(rows[0]!).filter(
          (column) => column in after[0]! && !changed.includes(`${table}.${column}`),
        );
        expect([table, withColumns(after, columns)]).toEqual([table, withColumns(rows, columns)]);
      }
      const restored = await contentOf(await backups.restored(file));
      const comparable = (content: Record<string, string[]>) =>
        Object.entries(content)
          .filter(([table]) => !voided.includes(table) && table !== "outbox")
          // A random key of each account is made anew where it was not yet.
          .map(([table, rows]) => [
            table,
            table === "account" ? rows.map((row) => row.replace(/,[0-9a-f-]{36}(?=[,)])/, "")) : rows,
          ]);
      expect(comparable(restored)).toEqual(comparable(upgraded));
      // The event that voids the tokens from before is the only one that a restore adds.
      expect(restored.event!.filter((row) => !row.includes("sessions.voided"))).toEqual(upgraded.event);
      expect(restored.outbox?.length).toBe(upgraded.outbox?.length);
    },
  );
});

/** Tables that a later migration has renamed. */
const renamed: Record<string, string> = { suggestion_showing: "suggestion_impression" };
