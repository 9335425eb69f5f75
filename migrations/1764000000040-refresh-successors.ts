import type { MigrationInterface, QueryRunner } from "typeorm";

export class RefreshSuccessors1764000000040 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Processes of the version before leave it empty.
      ALTER TABLE refresh_token ADD COLUMN successor bytea;
      CREATE INDEX refresh_token_used_at_idx ON refresh_token (used_at) WHERE successor IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX refresh_token_used_at_idx;
      ALTER TABLE refresh_token DROP COLUMN successor;
    `);
  }
}
