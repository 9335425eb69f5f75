import type { MigrationInterface, QueryRunner } from "typeorm";

/** Certificates of completed learning tracks, and the keys that they are signed with as badges. */
export class Certificates1764000000105 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE certificate (
        id uuid PRIMARY KEY,
        enrolment_id uuid NOT NULL UNIQUE REFERENCES track_enrolment ON DELETE CASCADE,
        track_version integer NOT NULL,
        title text NOT NULL,
        description text,
        language language,
        required_steps smallint,
        steps text[] NOT NULL,
        issued_at timestamptz(3) NOT NULL
      );
      CREATE TABLE badge_key (
        id text PRIMARY KEY,
        public_key jsonb NOT NULL,
        sealed text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        replaced_at timestamptz(3)
      );
      CREATE UNIQUE INDEX badge_key_current_idx ON badge_key ((replaced_at IS NULL)) WHERE replaced_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE badge_key, certificate`);
  }
}
