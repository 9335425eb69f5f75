import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which import source brought a theme in, and what it said of it: that source alone corrects it. */
export class ThemeSources1764000000060 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE theme ADD COLUMN source text, ADD COLUMN imported jsonb`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE theme DROP COLUMN source, DROP COLUMN imported`);
  }
}
