import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who was checked in at a gathering without having had a place. */
export class CheckIn1764000000073 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE walk_in (
        registration_id uuid PRIMARY KEY REFERENCES registration ON DELETE CASCADE,
        status_before registration_status NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE registration SET status = status_before, checked_in_at = NULL FROM walk_in WHERE registration_id = id;
      DROP TABLE walk_in;
    `);
  }
}
