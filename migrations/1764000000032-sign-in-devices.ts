import type { MigrationInterface, QueryRunner } from "typeorm";

export class SignInDevices1764000000032 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sign_in_device (
        token_hash bytea PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        known_since timestamptz(3) NOT NULL,
        last_used_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON sign_in_device (member_id);
      CREATE INDEX ON sign_in_device (last_used_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE sign_in_device`);
  }
}
