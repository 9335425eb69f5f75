import type { MigrationInterface, QueryRunner } from "typeorm";

/** What a step on a certificate is called by, so that its title is not shown while that is hidden. */
export class CertificateMeetings1764000000107 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE certificate ADD step_meetings uuid[] NOT NULL DEFAULT '{}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE certificate DROP COLUMN step_meetings`);
  }
}
