import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["MESSAGE_LEFT", "MESSAGE_ASSIGNED"];

/** What a notification is about, besides an idea. */
const about = [
  ...["comment_id", "gathering_id", "collaboration_request_id"],
  ...["moderation_decision_id", "collaboration_id", "practice_id"],
];
/** When something was made whose id is a UUID version 7: the first 48 bits are its milliseconds. */
const madeAt = "to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)";

/** Who handles a message to the coordinators, and since when what waits for an organiser waits. */
export class MessageHandling1764000000084 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      ALTER TABLE message ADD assignee_id uuid REFERENCES member ON DELETE SET NULL;
      CREATE INDEX ON message (assignee_id);
      CREATE INDEX message_unhandled_idx ON message (left_at, id) WHERE handled_at IS NULL;

      ALTER TABLE notification ADD message_id uuid REFERENCES message ON DELETE CASCADE;
      CREATE INDEX ON notification (message_id);

      ALTER TABLE gathering ADD entered_at timestamptz(3) NOT NULL DEFAULT now();
      -- That is no change for who has it in a calendar.
      ALTER TABLE gathering DISABLE TRIGGER gathering_changed;
      UPDATE gathering SET entered_at = CASE WHEN substr(id::text, 15, 1) = '7' THEN ${madeAt} ELSE 'epoch' END;
      ALTER TABLE gathering ENABLE TRIGGER gathering_changed;
      CREATE INDEX ON gathering (status, entered_at, id);

      ALTER TABLE practice ADD submitted_at timestamptz(3) NOT NULL DEFAULT now();
      UPDATE practice SET submitted_at = coalesce(edited_at, shared_at);
      CREATE INDEX ON practice (status, submitted_at, id);
    `);
    await checkAbout(db, [...about, "message_id"]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}')`);
    await checkAbout(db, about);
    await db.query(`
      ALTER TABLE practice DROP COLUMN submitted_at;
      ALTER TABLE gathering DROP COLUMN entered_at;
      ALTER TABLE notification DROP COLUMN message_id;
      DROP INDEX message_unhandled_idx;
      ALTER TABLE message DROP COLUMN assignee_id;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}

/** A notification is about one of these, about an idea alone, or about an idea with several comments. */
async function checkAbout(db: QueryRunner, columns: string[]): Promise<void> {
  const count = `num_nonnulls(${columns.join(", ")})`;
  await db.query(`
    ALTER TABLE notification DROP CONSTRAINT notification_about_check,
      ADD CONSTRAINT notification_about_check CHECK (${count} = 1 OR (${count} = 0 AND (count > 1 OR idea_id IS NOT NULL)));
  `);
}
