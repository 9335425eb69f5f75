import type { MigrationInterface, QueryRunner } from "typeorm";

const kinds = ["GATHERING_REMINDER", "HOST_MAIL"];

/** When each notification is to be mailed, and what members chose about it. */
export class MailedNotifications1764000000068 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE mail_delivery AS ENUM ('AT_ONCE', 'DAILY', 'NEVER');
      CREATE TABLE mail_choice (
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        kind text NOT NULL,
        delivery mail_delivery NOT NULL,
        PRIMARY KEY (member_id, kind)
      );
      ALTER TABLE account ADD digest_hour smallint NOT NULL DEFAULT 8,
        ADD mail_key text NOT NULL DEFAULT gen_random_uuid()::text,
        ADD CONSTRAINT account_digest_hour_check CHECK (digest_hour BETWEEN 0 AND 23);
      ALTER TABLE notification ADD mail_due_at timestamptz(3), ADD mail_in_digest boolean NOT NULL DEFAULT false,
        ADD host_mail_id uuid REFERENCES host_mail ON DELETE CASCADE;
      CREATE INDEX ON notification (host_mail_id);
      CREATE INDEX notification_mail_due_idx ON notification (mail_due_at) WHERE mail_due_at IS NOT NULL;
      -- Their notifications, which were made beside them, are there; from now on those are mailed.
      DELETE FROM outbox WHERE kind IN ('collaborationRequested', 'collaborationAccepted');
    `);
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    const labels = (await db.query(`SELECT unnest(enum_range(NULL::notification_kind))::text AS label`)) as {
      label: string;
    }[];
    const before = labels.map(({ label }) => label).filter((label) => !kinds.includes(label));
    await db.query(`
      DELETE FROM outbox WHERE kind = 'notifications';
      DROP TABLE mail_choice;
      DROP TYPE mail_delivery;
      ALTER TABLE account DROP COLUMN digest_hour, DROP COLUMN mail_key;
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      ALTER TABLE notification DROP COLUMN mail_due_at, DROP COLUMN mail_in_digest, DROP COLUMN host_mail_id;
      ALTER TYPE notification_kind RENAME TO notification_kind_before;
      CREATE TYPE notification_kind AS ENUM (${before.map((label) => `'${label}'`).join(", ")});
      ALTER TABLE notification ALTER kind TYPE notification_kind USING kind::text::notification_kind;
      DROP TYPE notification_kind_before;
    `);
  }
}
