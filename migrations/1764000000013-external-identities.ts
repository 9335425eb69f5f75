import type { MigrationInterface, QueryRunner } from "typeorm";

export class ExternalIdentities1764000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE external_identity (
        issuer text,
        subject text,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        linked_at timestamptz(3) NOT NULL,
        PRIMARY KEY (issuer, subject)
      );
      CREATE INDEX ON external_identity (member_id);

      CREATE TABLE forgotten_identity (
        identity_hash bytea PRIMARY KEY,
        forgotten_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON forgotten_identity (forgotten_at);

      -- Minutes alone: after a crash one signs in anew, and no write waits for the disk.
      CREATE UNLOGGED TABLE oidc_login (
        state_hash bytea PRIMARY KEY,
        code_verifier text NOT NULL,
        nonce text NOT NULL,
        return_to text,
        challenge text,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT oidc_login_check CHECK ((return_to IS NULL) = (challenge IS NULL))
      );
      CREATE INDEX ON oidc_login (expires_at);

      CREATE UNLOGGED TABLE sign_in_code (
        code_hash bytea PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        challenge text NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON sign_in_code (expires_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE sign_in_code, oidc_login, forgotten_identity, external_identity`);
  }
}
