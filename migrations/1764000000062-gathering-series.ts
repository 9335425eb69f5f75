import type { MigrationInterface, QueryRunner } from "typeorm";

/** Gatherings that one rule makes, and registrations for all of them. */
export class GatheringSeries1764000000062 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE gathering_series (
        id uuid PRIMARY KEY,
        title text NOT NULL,
        recurrence text NOT NULL,
        time_zone text NOT NULL
      );
      ALTER TABLE gathering
        ADD COLUMN series_id uuid REFERENCES gathering_series ON DELETE SET NULL,
        ADD COLUMN differs_from_series boolean NOT NULL DEFAULT false;
      CREATE INDEX ON gathering (series_id, starts_at, id);

      CREATE TABLE series_registration (
        id uuid PRIMARY KEY,
        series_id uuid NOT NULL REFERENCES gathering_series ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        registered_at timestamptz(3) NOT NULL,
        cancelled_at timestamptz(3),
        UNIQUE (series_id, member_id)
      );
      CREATE INDEX ON series_registration (member_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE series_registration;
      ALTER TABLE gathering DROP COLUMN series_id, DROP COLUMN differs_from_series;
      DROP TABLE gathering_series;
    `);
  }
}
