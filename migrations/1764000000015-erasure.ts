import type { MigrationInterface, QueryRunner } from "typeorm";

export class Erasure1764000000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE email_token ADD COLUMN keep_posts boolean,
        ADD CONSTRAINT email_token_keep_posts_check CHECK ((purpose = 'ERASE_ACCOUNT') = (keep_posts IS NOT NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE email_token DROP COLUMN keep_posts`);
  }
}
