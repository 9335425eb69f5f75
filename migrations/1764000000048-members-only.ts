import type { MigrationInterface, QueryRunner } from "typeorm";

/** Members who are there have the settings that they had; only new ones begin at members-only. */
export class MembersOnly1764000000048 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE member ALTER profile_visibility SET DEFAULT 'MEMBERS', ALTER share_attendance SET DEFAULT false
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE member ALTER profile_visibility SET DEFAULT 'EVERYBODY', ALTER share_attendance SET DEFAULT true
    `);
  }
}
