import type { MigrationInterface, QueryRunner } from "typeorm";

export class Privacy1764000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE profile_visibility AS ENUM ('EVERYBODY', 'MEMBERS');

      ALTER TABLE account
        ADD COLUMN language language NOT NULL DEFAULT 'NL',
        ADD COLUMN email_notifications boolean NOT NULL DEFAULT true,
        ADD COLUMN email_confirmed_at timestamptz(3);

      ALTER TABLE member
        ADD COLUMN matchable boolean NOT NULL DEFAULT true,
        ADD COLUMN profile_visibility profile_visibility NOT NULL DEFAULT 'EVERYBODY',
        ADD COLUMN share_attendance boolean NOT NULL DEFAULT true,
        ADD COLUMN hidden_at timestamptz(3),
        ADD COLUMN suspended_until timestamptz(3),
        ADD COLUMN erased_at timestamptz(3);
      ALTER TABLE idea ADD COLUMN hidden_at timestamptz(3);
      ALTER TABLE gathering ADD COLUMN hidden_at timestamptz(3);
      ALTER TABLE comment ADD COLUMN hidden_at timestamptz(3), ADD COLUMN removed_at timestamptz(3);

      CREATE TABLE block (
        blocker_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        blocked_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        blocked_at timestamptz(3) NOT NULL,
        PRIMARY KEY (blocker_id, blocked_id),
        CONSTRAINT block_self_check CHECK (blocker_id <> blocked_id)
      );
      CREATE INDEX ON block (blocked_id, blocker_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE block;
      ALTER TABLE comment DROP COLUMN hidden_at, DROP COLUMN removed_at;
      ALTER TABLE gathering DROP COLUMN hidden_at;
      ALTER TABLE idea DROP COLUMN hidden_at;
      ALTER TABLE member DROP COLUMN matchable, DROP COLUMN profile_visibility, DROP COLUMN share_attendance,
        DROP COLUMN hidden_at, DROP COLUMN suspended_until, DROP COLUMN erased_at;
      ALTER TABLE account DROP COLUMN language, DROP COLUMN email_notifications, DROP COLUMN email_confirmed_at;
      DROP TYPE profile_visibility;
    `);
  }
}
