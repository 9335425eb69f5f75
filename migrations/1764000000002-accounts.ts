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
        signed_in_at timestamptz(3) NOT NULL,
        last_used_at timestamptz(3) NOT NULL,
        user_agent text
      );
      CREATE INDEX ON session (member_id);

      CREATE TABLE refresh_token (
        token_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
        used_at timestamptz(3)
      );
      CREATE INDEX ON refresh_token (session_id);

      -- Counts of the last minute alone: after a crash they may begin anew, and no write waits for the disk.
      CREATE UNLOGGED TABLE attempt (
        key_hash bytea PRIMARY KEY,
        minute timestamptz(3) NOT NULL,
        count integer NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE attempt, refresh_token, session, account;
      DROP TYPE role;
    `);
  }
}
