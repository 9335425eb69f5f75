import type { MigrationInterface, QueryRunner } from "typeorm";

export class ClaimedIdentities1764000000042 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE external_identity
        ADD COLUMN roles role[] NOT NULL DEFAULT '{}',
        ADD COLUMN roles_as_of timestamptz(3);

      ALTER TABLE oidc_login ADD COLUMN confirmation_hash bytea;

      CREATE TABLE unconfirmed_identity (
        id uuid PRIMARY KEY,
        ticket_hash bytea NOT NULL UNIQUE,
        issuer text NOT NULL,
        subject text NOT NULL,
        email text,
        token_hash bytea UNIQUE,
        language language NOT NULL,
        return_to text,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON unconfirmed_identity (email);
      CREATE INDEX ON unconfirmed_identity (expires_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE unconfirmed_identity;
      ALTER TABLE oidc_login DROP COLUMN confirmation_hash;
      ALTER TABLE external_identity DROP COLUMN roles, DROP COLUMN roles_as_of;
    `);
  }
}
