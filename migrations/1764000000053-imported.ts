import type { MigrationInterface, QueryRunner } from "typeorm";

const tables = ["member", "interest", "idea", "comment", "gathering", "registration"];

/** What an import source said of a row, so that a later import knows what it changed. */
export class Imported1764000000053 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of tables) await db.query(`ALTER TABLE ${table} ADD COLUMN imported jsonb`);
    await db.query(`ALTER TABLE member ADD COLUMN interests_set_at timestamptz(3)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of tables) await db.query(`ALTER TABLE ${table} DROP COLUMN imported`);
    await db.query(`ALTER TABLE member DROP COLUMN interests_set_at`);
  }
}
