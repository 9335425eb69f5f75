import type { MigrationInterface, QueryRunner } from "typeorm";

/** What came of gatherings. */
export class Outcomes1764000000070 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outcome (
        id uuid PRIMARY KEY,
        gathering_id uuid NOT NULL UNIQUE REFERENCES gathering ON DELETE CASCADE,
        summary text NOT NULL,
        links text[] NOT NULL DEFAULT '{}',
        author_id uuid REFERENCES member ON DELETE SET NULL,
        recorded_at timestamptz(3) NOT NULL,
        edited_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        hidden_at timestamptz(3),
        CONSTRAINT outcome_version_check CHECK (version > 0)
      );
      CREATE INDEX ON outcome (author_id);
      CREATE INDEX ON outcome (recorded_at, id);
      CREATE TABLE outcome_result (
        agenda_item_id uuid PRIMARY KEY REFERENCES agenda_item ON DELETE CASCADE,
        outcome_id uuid NOT NULL REFERENCES outcome ON DELETE CASCADE,
        result text NOT NULL
      );
      CREATE INDEX ON outcome_result (outcome_id);
      ALTER TYPE notification_kind ADD VALUE 'OUTCOME_RECORDED';
      ALTER TYPE subject_kind ADD VALUE 'OUTCOME';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE outcome_result;
      DROP TABLE outcome;
      DELETE FROM notification WHERE kind = 'OUTCOME_RECORDED';
    `);
    await dropValue(db, "notification_kind", "OUTCOME_RECORDED", ["notification", "kind"]);
    await dropValue(
      db,
      "subject_kind",
      "OUTCOME",
      ["moderation_case", "subject_kind"],
      ["audit_entry", "subject_kind"],
    );
  }
}

/** Makes a type again without one of its values, which no row has. */
async function dropValue(db: QueryRunner, type: string, value: string, ...columns: [string, string][]): Promise<void> {
  const rows = (await db.query(`SELECT unnest(enum_range(NULL::${type}))::text AS name`)) as { name: string }[];
  const names = rows.filter(({ name }) => name !== value).map(({ name }) => `'${name}'`);
  await db.query(`
    ALTER TYPE ${type} RENAME TO ${type}_before;
    CREATE TYPE ${type} AS ENUM (${names.join(", ")});
    ${columns.map(([table, column]) => `ALTER TABLE ${table} ALTER ${column} TYPE ${type} USING ${column}::text::${type};`).join("\n")}
    DROP TYPE ${type}_before;
  `);
}
