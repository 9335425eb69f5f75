import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = [
  ...["THEME_SUGGESTED", "THEME_SUGGESTION_TAKEN", "THEME_SUGGESTION_MERGED"],
  "THEME_SUGGESTION_DECLINED",
];

/** What a notification is about, besides an idea. */
const about = [
  ...["comment_id", "gathering_id", "collaboration_request_id"],
  ...["moderation_decision_id", "collaboration_id", "practice_id", "message_id"],
];

/** Themes that members suggest for the vocabulary. */
export class ThemeSuggestions1764000000098 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      CREATE TYPE theme_suggestion_status AS ENUM ('PENDING', 'TAKEN', 'MERGED', 'DECLINED');
      CREATE TABLE theme_suggestion (
        id uuid PRIMARY KEY,
        suggested_by_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        label text NOT NULL,
        language language NOT NULL,
        broader_id uuid REFERENCES theme,
        reason text,
        status theme_suggestion_status NOT NULL DEFAULT 'PENDING',
        note text,
        theme_id uuid REFERENCES theme,
        suggested_at timestamptz(3) NOT NULL,
        decided_at timestamptz(3),
        CONSTRAINT theme_suggestion_decided_check CHECK ((status = 'PENDING') = (decided_at IS NULL))
      );
      CREATE INDEX ON theme_suggestion (suggested_by_id, suggested_at, id);
      CREATE INDEX ON theme_suggestion (status, suggested_at, id);
      CREATE INDEX ON theme_suggestion (suggested_at, id);
      CREATE INDEX ON theme_suggestion (broader_id);
      CREATE INDEX ON theme_suggestion (theme_id);
      ALTER TABLE notification ADD theme_suggestion_id uuid REFERENCES theme_suggestion ON DELETE CASCADE;
      CREATE INDEX ON notification (theme_suggestion_id);
    `);
    await checkAbout(db, [...about, "theme_suggestion_id"]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}')`);
    await checkAbout(db, about);
    await db.query(`
      ALTER TABLE notification DROP COLUMN theme_suggestion_id;
      DROP TABLE theme_suggestion;
      DROP TYPE theme_suggestion_status;
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
