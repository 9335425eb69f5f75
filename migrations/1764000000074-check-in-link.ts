import type { MigrationInterface, QueryRunner } from "typeorm";

/** The links to check-in pages, one a gathering. */
export class CheckInLink1764000000074 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE check_in_link (
        gathering_id uuid PRIMARY KEY REFERENCES gathering ON DELETE CASCADE,
        id uuid NOT NULL UNIQUE
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE check_in_link");
  }
}
