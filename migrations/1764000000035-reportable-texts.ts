import type { MigrationInterface, QueryRunner } from "typeorm";

const tables = ["organisation", "collaboration", "collaboration_request"];
const before = ["MEMBER", "IDEA", "COMMENT", "GATHERING", "MESSAGE"].map((kind) => `'${kind}'`).join(", ");

export class ReportableTexts1764000000035 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of tables) {
      await db.query(`ALTER TYPE subject_kind ADD VALUE '${table.toUpperCase()}'`);
      await db.query(`ALTER TABLE ${table} ADD hidden_at timestamptz(3)`);
    }
    await db.query(`
      ALTER TABLE collaboration ADD outcome_author_id uuid REFERENCES member ON DELETE SET NULL;
      CREATE INDEX ON collaboration (outcome_author_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE collaboration DROP outcome_author_id`);
    for (const table of tables) await db.query(`ALTER TABLE ${table} DROP hidden_at`);
    await db.query(`
      ALTER TYPE subject_kind RENAME TO subject_kind_before;
      CREATE TYPE subject_kind AS ENUM (${before});
      ALTER TABLE moderation_case ALTER subject_kind TYPE subject_kind USING subject_kind::text::subject_kind;
      ALTER TABLE audit_entry ALTER subject_kind TYPE subject_kind USING subject_kind::text::subject_kind;
      DROP TYPE subject_kind_before;
    `);
  }
}
