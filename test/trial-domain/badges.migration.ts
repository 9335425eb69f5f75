import type { MigrationInterface, QueryRunner } from "typeorm";

export class Badges1999000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE badge (
      id uuid PRIMARY KEY, member_id uuid NOT NULL, gathering_id uuid NOT NULL, label text NOT NULL,
      expires_at timestamptz(3) NOT NULL, search tsvector, search_rules smallint NOT NULL DEFAULT 0)`);
    await runner.query(`ALTER TYPE notification_kind ADD VALUE 'BADGE_GIVEN'`);
    await runner.query(`ALTER TYPE subject_kind ADD VALUE 'BADGE'`);
    await runner.query(`ALTER TYPE audit_action ADD VALUE 'BADGE_GIVEN'`);
  }

  down(): Promise<void> {
    throw new Error("The trial is over with its database.");
  }
}
