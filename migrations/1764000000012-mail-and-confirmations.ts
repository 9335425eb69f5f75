import type { MigrationInterface, QueryRunner } from "typeorm";

export class MailAndConfirmations1764000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        payload jsonb NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        due_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX ON outbox (due_at);

      CREATE TABLE pending_sign_up (
        id uuid PRIMARY KEY,
        token_hash bytea UNIQUE,
        name text NOT NULL,
        email text NOT NULL,
        password_hash text NOT NULL,
        language language NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON pending_sign_up (email);
      CREATE INDEX ON pending_sign_up (expires_at);

      CREATE TYPE email_token_purpose AS ENUM ('RESET_PASSWORD', 'CHANGE_EMAIL', 'ERASE_ACCOUNT');
      CREATE TABLE email_token (
        token_hash bytea PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        purpose email_token_purpose NOT NULL,
        new_email text,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT email_token_new_email_check CHECK ((purpose = 'CHANGE_EMAIL') = (new_email IS NOT NULL))
      );
      CREATE INDEX ON email_token (member_id);
      CREATE INDEX ON email_token (expires_at);

      -- For the deletion of counts of minutes that are over.
      CREATE INDEX ON attempt (minute);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX attempt_minute_idx;
      DROP TABLE email_token, pending_sign_up, outbox;
      DROP TYPE email_token_purpose;
    `);
  }
}
