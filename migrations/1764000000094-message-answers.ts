import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["MESSAGE_ANSWERED"];
const actions = ["MESSAGE_ANSWERED", "MESSAGE_DISCARDED"];

/** Answers to messages, and messages that are held as they look like spam. */
export class MessageAnswers1764000000094 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    for (const action of actions) await db.query(`ALTER TYPE audit_action ADD VALUE '${action}'`);
    await db.query(`
      CREATE TYPE spam_sign AS ENUM ('LINKS', 'REPEATED', 'REFUSED_ADDRESS', 'DISCARDED_BEFORE');
      ALTER TABLE message
        ADD language language,
        ADD answered_at timestamptz(3),
        ADD address_refused_at timestamptz(3),
        ADD spam_signs spam_sign[] NOT NULL DEFAULT '{}',
        ADD released_at timestamptz(3),
        ADD discarded_at timestamptz(3),
        ADD CONSTRAINT message_discarded_check CHECK (discarded_at IS NULL OR handled_at IS NOT NULL);
      CREATE INDEX message_text_idx ON message (md5(lower(regexp_replace(body, '\\s+', ' ', 'g'))), left_at);
      CREATE INDEX message_email_idx ON message (lower(email)) WHERE email IS NOT NULL;
      CREATE INDEX message_discarded_at_idx ON message (discarded_at) WHERE discarded_at IS NOT NULL;

      CREATE TABLE message_answer (
        id uuid PRIMARY KEY,
        message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
        body text NOT NULL,
        answered_by_id uuid NOT NULL REFERENCES member,
        answered_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON message_answer (message_id, answered_at, id);
      CREATE INDEX ON message_answer (answered_by_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    // Entries of the audit trail stay otherwise.
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays;
      DELETE FROM audit_entry WHERE action::text = ANY('{${actions.join(",")}}');
      ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays;
      DROP TABLE message_answer;
      DROP INDEX message_text_idx;
      DROP INDEX message_email_idx;
      ALTER TABLE message
        DROP COLUMN language, DROP COLUMN answered_at, DROP COLUMN address_refused_at,
        DROP COLUMN spam_signs, DROP COLUMN released_at, DROP COLUMN discarded_at;
      DROP TYPE spam_sign;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
    await dropValues(db, "audit_action", actions, ["audit_entry", "action"]);
  }
}
