import type { MigrationInterface, QueryRunner } from "typeorm";

/** Mails of hosts to those registered for a gathering, and reminders of gatherings. */
export class HostMails1764000000067 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE host_mail (
        id uuid PRIMARY KEY,
        gathering_id uuid NOT NULL REFERENCES gathering ON DELETE CASCADE,
        author_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        subject text NOT NULL,
        body text NOT NULL,
        recipients registration_status[] NOT NULL,
        sent_to integer NOT NULL,
        sent_at timestamptz(3) NOT NULL,
        hidden_at timestamptz(3),
        CONSTRAINT host_mail_recipients_check CHECK (cardinality(recipients) > 0)
      );
      CREATE INDEX ON host_mail (gathering_id, sent_at, id);
      CREATE INDEX ON host_mail (author_id);
      CREATE TABLE reminder (
        registration_id uuid PRIMARY KEY REFERENCES registration ON DELETE CASCADE,
        starts_at timestamptz(3) NOT NULL
      );
      ALTER TABLE account ADD reminder_hours smallint DEFAULT 24,
        ADD CONSTRAINT account_reminder_hours_check CHECK (reminder_hours BETWEEN 1 AND 336);
    `);
    await db.query(`ALTER TYPE subject_kind ADD VALUE 'HOST_MAIL'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE account DROP COLUMN reminder_hours;
      DROP TABLE reminder;
      DROP TABLE host_mail;
    `);
    const labels = (await db.query(`SELECT unnest(enum_range(NULL::subject_kind))::text AS label`)) as {
      label: string;
    }[];
    const before = labels.map(({ label }) => label).filter((label) => label !== "HOST_MAIL");
    await db.query(`
      ALTER TYPE subject_kind RENAME TO subject_kind_before;
      CREATE TYPE subject_kind AS ENUM (${before.map((label) => `'${label}'`).join(", ")});
      ALTER TABLE moderation_case ALTER subject_kind TYPE subject_kind USING subject_kind::text::subject_kind;
      ALTER TABLE audit_entry ALTER subject_kind TYPE subject_kind USING subject_kind::text::subject_kind;
      DROP TYPE subject_kind_before;
    `);
  }
}
