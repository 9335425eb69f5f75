import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = [
  ...["TRACK_COORDINATOR", "TRACK_PLACE_GIVEN", "TRACK_CHANGED", "TRACK_WITHDRAWN", "TRACK_COMPLETED"],
  "TRACK_STEP_DROPPED",
];
const before =
  "comment_id, gathering_id, collaboration_request_id, moderation_decision_id, collaboration_id, practice_id, message_id, theme_suggestion_id";

/** What members are notified of about learning tracks, and how far completion follows the event log. */
export class TrackNews1764000000104 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE track_step ADD dropped_at timestamptz(3);
      CREATE TABLE track_position (
        single boolean PRIMARY KEY,
        position bigint NOT NULL,
        CONSTRAINT track_position_single_check CHECK (single)
      );
      INSERT INTO track_position SELECT true, coalesce(max(position), 0) FROM event;
      CREATE INDEX event_of_track_idx ON event ((data->>'trackId'), position) WHERE data->>'trackId' IS NOT NULL;
      ALTER TABLE notification ADD track_id uuid REFERENCES learning_track ON DELETE CASCADE;
      CREATE INDEX ON notification (track_id);
    `);
    await checkAbout(db, `${before}, track_id`);
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}')`);
    await checkAbout(db, before);
    await db.query(`
      ALTER TABLE notification DROP COLUMN track_id;
      DROP INDEX event_of_track_idx;
      DROP TABLE track_position;
      ALTER TABLE track_step DROP COLUMN dropped_at;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}

/** A notification is about one of these, or about an idea. */
async function checkAbout(db: QueryRunner, columns: string): Promise<void> {
  const count = `num_nonnulls(${columns})`;
  await db.query(`
    ALTER TABLE notification DROP CONSTRAINT notification_about_check,
      ADD CONSTRAINT notification_about_check CHECK (${count} = 1 OR (${count} = 0 AND (count > 1 OR idea_id IS NOT NULL)));
  `);
}
