import type { MigrationInterface, QueryRunner } from "typeorm";

export class Accounts1764000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE role AS ENUM ('MEMBER', 'ORGANISER', 'ANALYST', 'ADMIN');

      CREATE TABLE account (
        member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
        email text NOT NULL UNIQUE,
        password_hash text,
        roles role[] NOT NULL DEFAULT '{MEMBER}',
        CONSTRAINT account_email_check CHECK (email = lower(email))
      );

      CREATE TABLE session (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        family_id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        expires_at timestamptz(3) NOT NULL,
        used_at timestamptz(3)
      );
      CREATE INDEX ON session (family_id);
      CREATE INDEX ON session (member_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE session, account;
      DROP TYPE role;
    `);
  }
}
