import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["MENTIONED"];

/** Members whom ideas and comments mention, and where in the text. */
export class Mentions1764000000086 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      CREATE TABLE mention (
        id uuid PRIMARY KEY,
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        comment_id uuid REFERENCES comment ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        start_offset integer NOT NULL,
        end_offset integer NOT NULL
      );
      CREATE INDEX ON mention (idea_id) WHERE comment_id IS NULL;
      CREATE INDEX ON mention (comment_id);
      CREATE INDEX ON mention (member_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      DROP TABLE mention;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}
