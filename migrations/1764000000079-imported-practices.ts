import type { MigrationInterface, QueryRunner } from "typeorm";

const tables = ["practice", "practice_use"];

/** Practices and uses that an import brings, and what its source said of them. */
export class ImportedPractices1764000000079 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of tables)
      await db.query(`
        ALTER TABLE ${table} ADD source text, ADD source_id text, ADD imported jsonb,
          ADD UNIQUE (source, source_id),
          ADD CONSTRAINT ${table}_source_check CHECK ((source IS NULL) = (source_id IS NULL));
      `);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of tables)
      await db.query(`ALTER TABLE ${table} DROP COLUMN source, DROP COLUMN source_id, DROP COLUMN imported`);
  }
}
