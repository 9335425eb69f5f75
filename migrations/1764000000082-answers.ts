import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["COMMENT_MARKED_AS_ANSWER", "FOLLOWED_QUESTION_ANSWERED"];

/** Which comments answer questions, and the questions that have no answer. */
export class Answers1764000000082 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      ALTER TYPE idea_field ADD VALUE 'ANSWER';
      CREATE TABLE idea_answer (
        idea_id uuid PRIMARY KEY REFERENCES idea ON DELETE CASCADE,
        comment_id uuid NOT NULL REFERENCES comment ON DELETE CASCADE,
        marked_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON idea_answer (comment_id);
      CREATE INDEX idea_question_idx ON idea (posted_at, id) WHERE kind = 'QUESTION';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      DROP INDEX idea_question_idx;
      DROP TABLE idea_answer;
      UPDATE idea_change SET changed = array_remove(changed::text[], 'ANSWER')::idea_field[] WHERE 'ANSWER' = ANY(changed::text[]);
      DELETE FROM idea_change WHERE changed = '{}' AND status IS NULL;
    `);
    await dropValues(db, "idea_field", ["ANSWER"], ["idea_change", "changed", "[]"]);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}
