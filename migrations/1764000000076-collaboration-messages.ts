import type { MigrationInterface, QueryRunner } from "typeorm";

const about = ["comment_id", "gathering_id", "collaboration_request_id", "moderation_decision_id"];

/** As many as one of these columns, or none where several events are gathered. */
const checkOf = (columns: string[]): string => `
  ALTER TABLE notification DROP CONSTRAINT notification_about_check,
    ADD CONSTRAINT notification_about_check CHECK (num_nonnulls(${columns.join(", ")}) = 1
      OR (count > 1 AND num_nonnulls(${columns.join(", ")}) = 0))`;

/** Enums that lose a label, each with the columns of its type. */
const enums = {
  subject_kind: {
    label: "COLLABORATION_MESSAGE",
    columns: ["moderation_case.subject_kind", "audit_entry.subject_kind"],
  },
  notification_kind: { label: "MESSAGE_RECEIVED", columns: ["notification.kind"] },
};

/** What the members of a collaboration write to each other, and how far each has read it. */
export class CollaborationMessages1764000000076 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE collaboration_message (
        id uuid PRIMARY KEY,
        collaboration_id uuid NOT NULL REFERENCES collaboration ON DELETE CASCADE,
        number integer NOT NULL,
        author_id uuid NOT NULL REFERENCES member,
        body text NOT NULL,
        sent_at timestamptz(3) NOT NULL,
        hidden_at timestamptz(3),
        removed_at timestamptz(3),
        UNIQUE (collaboration_id, number)
      );
      CREATE INDEX ON collaboration_message (author_id);
      ALTER TABLE collaboration_member
        ADD joined_after integer NOT NULL DEFAULT 0,
        ADD read_up_to integer NOT NULL DEFAULT 0;
      ALTER TABLE notification ADD collaboration_id uuid REFERENCES collaboration ON DELETE CASCADE;
      CREATE INDEX ON notification (collaboration_id);
      CREATE INDEX event_of_recipient_idx ON event USING gin ((data->'memberIds')) WHERE kind = 'collaboration.messaged';
    `);
    await db.query(checkOf([...about, "collaboration_id"]));
    for (const [name, { label }] of Object.entries(enums)) await db.query(`ALTER TYPE ${name} ADD VALUE '${label}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM notification WHERE kind = 'MESSAGE_RECEIVED'`);
    await db.query(checkOf(about));
    await db.query(`
      DROP INDEX event_of_recipient_idx;
      ALTER TABLE notification DROP COLUMN collaboration_id;
      ALTER TABLE collaboration_member DROP COLUMN joined_after, DROP COLUMN read_up_to;
      DROP TABLE collaboration_message;
    `);
    for (const [name, { label, columns }] of Object.entries(enums)) {
      const rows = (await db.query(`SELECT unnest(enum_range(NULL::${name}))::text AS name`)) as { name: string }[];
      const others = rows.filter((row) => row.name !== label).map((row) => `'${row.name}'`);
      await db.query(`ALTER TYPE ${name} RENAME TO ${name}_before`);
      await db.query(`CREATE TYPE ${name} AS ENUM (${others.join(", ")})`);
      for (const column of columns) {
        const [table, key] = column.split(".");
        await db.query(`ALTER TABLE ${table} ALTER ${key} TYPE ${name} USING ${key}::text::${name}`);
      }
      await db.query(`DROP TYPE ${name}_before`);
    }
  }
}
