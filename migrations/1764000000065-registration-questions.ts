import type { MigrationInterface, QueryRunner } from "typeorm";

/** What hosts ask whoever registers, and the sealed answers. */
export class RegistrationQuestions1764000000065 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE gathering ADD COLUMN questions jsonb NOT NULL DEFAULT '[]';
      CREATE TABLE registration_answers (
        registration_id uuid PRIMARY KEY REFERENCES registration ON DELETE CASCADE,
        sealed text NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE registration_answers;
      ALTER TABLE gathering DROP COLUMN questions;
    `);
  }
}
