import type { MigrationInterface, QueryRunner } from "typeorm";

/** At which level members work, as far as they say so. */
export class MemberLevels1764000000101 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE member_level AS ENUM ('EXECUTIVE', 'MANAGER', 'PROFESSIONAL', 'FIELD');
      ALTER TABLE member ADD COLUMN level member_level;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE member DROP COLUMN level;
      DROP TYPE member_level;
    `);
  }
}
