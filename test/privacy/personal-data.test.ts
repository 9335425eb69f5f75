import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { impersonalTables, personalTables } from "../../src/app/contributions.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

const listed = Object.keys(personalTables);

describe("the list of personal data", () => {
  it("places every table of the database, each once", async () => {
    const rows = await test.database.query<{ name: string }>(sql`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
        AND NOT EXISTS (SELECT FROM pg_class WHERE relname = table_name AND relispartition)`);
    expect([...listed, ...Object.keys(impersonalTables)].sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it("holds every table with a foreign key to a member or an account, through whatever other table it needs", async () => {
    const rows = await test.database.query<{ name: string; target: string }>(sql`
      SELECT DISTINCT own.table_name AS name, target.table_name AS target
      FROM information_schema.referential_constraints ref
      JOIN information_schema.table_constraints own ON own.constraint_name = ref.constraint_name
      JOIN information_schema.table_constraints target ON target.constraint_name = ref.unique_constraint_name`);
    const direct = rows.filter(({ target }) => ["member", "account"].includes(target)).map(({ name }) => name);
    expect(direct.length).toBeGreaterThan(10);
    expect(direct.filter((name) => !listed.includes(name))).toEqual([]);
  });

  it("holds every table with a column that is named after a person or an address", async () => {
    const rows = await test.database.query<{ name: string; column: string }>(sql`
      SELECT table_name AS name, column_name AS column FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND (column_name ~ '(member|author|actor|owner|reporter|blocker|blocked|affected|handled_by|decided_by|reversed_by)_id$'
        OR column_name ~ 'email' OR column_name = 'payer')`);
    const names = [...new Set(rows.map(({ name }) => name))];
    expect(names.length).toBeGreaterThan(12);
    expect(names.filter((name) => !listed.includes(name))).toEqual([]);
  });

  it("takes every column of a listed table that holds words into the export, or says why not", async () => {
    for (const [table, { exported }] of Object.entries(personalTables)) {
      if (typeof exported !== "function") {
        expect([table, exported.nothing.length > 20]).toEqual([table, true]);
        continue;
      }
      const { text } = exported("00000000-0000-0000-0000-000000000000");
      const columns = await test.database.query<{ column: string }>(sql`
        SELECT column_name AS column FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = ${table} AND data_type = 'text'`);
      const left = columns.map(({ column }) => column).filter((column) => !new RegExp(`\\b${column}\\b`).test(text));
      expect([table, left]).toEqual([table, withheld[table] ?? []]);
    }
  });
});

/** Words that are not the member's to have: of an import, of the client program, or somebody else's. */
const withheld: Record<string, string[]> = {
  idea: ["idempotency_key", "source", "source_id"],
  comment: ["source", "source_id"],
  gathering: ["source", "source_id"],
  practice: ["source", "source_id"],
  practice_use: ["source", "source_id"],
  // Sealed, and gone once the address is confirmed.
  guest: ["answers"],
  // It signs links of mails.
  account: ["mail_key"],
  theme_follower: ["mail_key"],
  // A message of a member has neither.
  message: ["name", "email", "note"],
};
