import type { MigrationInterface, QueryRunner } from "typeorm";

/** Members edit the uses of practices that they recorded. */
export class PracticeUseEdits1764000000087 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE practice_use
        ADD edited_at timestamptz(3),
        ADD version integer NOT NULL DEFAULT 1,
        ADD CONSTRAINT practice_use_version_check CHECK (version > 0);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE practice_use DROP COLUMN edited_at, DROP COLUMN version`);
  }
}
