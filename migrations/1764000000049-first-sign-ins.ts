import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * When members first signed in and were last active, the statements that they accepted, and invitations. When accounts
 * from before were last active is not known.
 */
export class FirstSignIns1764000000049 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE account ADD first_signed_in_at timestamptz(3), ADD last_active_at timestamptz(3),
        ADD erasure_due_at timestamptz(3);
      ALTER TABLE account ALTER last_active_at SET DEFAULT now();
      UPDATE account SET first_signed_in_at = coalesce(
          (SELECT min(signed_in_at) FROM session WHERE session.member_id = account.member_id),
          (SELECT min(linked_at) FROM external_identity identity WHERE identity.member_id = account.member_id),
          (SELECT min(known_since) FROM sign_in_device device WHERE device.member_id = account.member_id), joined_at)
        FROM member WHERE member.id = account.member_id AND (source IS NULL OR password_hash IS NOT NULL
          OR EXISTS (SELECT FROM session WHERE session.member_id = account.member_id)
          OR EXISTS (SELECT FROM external_identity identity WHERE identity.member_id = account.member_id));
      CREATE INDEX ON account (last_active_at);

      CREATE TABLE accepted_statement (
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        version text NOT NULL,
        accepted_at timestamptz(3) NOT NULL,
        PRIMARY KEY (member_id, version)
      );
      ALTER TABLE pending_sign_up ADD accepted_version text, ADD accepted_at timestamptz(3),
        ADD CONSTRAINT pending_sign_up_accepted_check CHECK ((accepted_version IS NULL) = (accepted_at IS NULL));

      CREATE TABLE invitation (
        member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
        address text NOT NULL,
        invited_at timestamptz(3) NOT NULL,
        token_hash bytea UNIQUE,
        statement_version text,
        expires_at timestamptz(3)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE invitation, accepted_statement;
      ALTER TABLE pending_sign_up DROP accepted_version, DROP accepted_at;
      ALTER TABLE account DROP first_signed_in_at, DROP last_active_at, DROP erasure_due_at;
    `);
  }
}
