import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const about =
  "num_nonnulls(comment_id, gathering_id, collaboration_request_id, moderation_decision_id, collaboration_id, practice_id)";
const kinds = ["FOLLOWED_IDEA_COMMENTED", "IDEA_STATUS_UPDATED"];

/** The history of ideas, who follows them, and comments that their authors edit. */
export class IdeasGrow1764000000081 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      -- What becomes of an idea is about that alone.
      ALTER TABLE notification DROP CONSTRAINT notification_about_check,
        ADD CONSTRAINT notification_about_check CHECK (${about} = 1 OR (${about} = 0 AND (count > 1 OR idea_id IS NOT NULL)));

      CREATE TYPE idea_field AS ENUM ('KIND', 'TITLE', 'BODY', 'THEMES', 'LANGUAGE', 'STATUS');
      CREATE TABLE idea_change (
        id uuid PRIMARY KEY,
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        changed_by_id uuid NOT NULL REFERENCES member,
        changed_at timestamptz(3) NOT NULL,
        changed idea_field[] NOT NULL,
        status idea_status,
        note text
      );
      CREATE INDEX ON idea_change (idea_id, changed_at, id);
      CREATE INDEX ON idea_change (changed_by_id);

      CREATE TABLE idea_follower (
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        followed_at timestamptz(3) NOT NULL,
        left_at timestamptz(3),
        PRIMARY KEY (idea_id, member_id)
      );
      CREATE INDEX ON idea_follower (member_id, followed_at, idea_id) WHERE left_at IS NULL;

      ALTER TABLE comment ADD COLUMN edited_at timestamptz(3), ADD COLUMN version integer NOT NULL DEFAULT 1;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      ALTER TABLE notification DROP CONSTRAINT notification_about_check,
        ADD CONSTRAINT notification_about_check CHECK (${about} = 1 OR (count > 1 AND ${about} = 0));
      ALTER TABLE comment DROP COLUMN edited_at, DROP COLUMN version;
      DROP TABLE idea_follower;
      DROP TABLE idea_change;
      DROP TYPE idea_field;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}
