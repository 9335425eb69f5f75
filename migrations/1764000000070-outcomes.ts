import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

/** What came of gatherings. */
export class Outcomes1764000000070 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outcome (
        id uuid PRIMARY KEY,
        gathering_id uuid NOT NULL UNIQUE REFERENCES gathering ON DELETE CASCADE,
        summary text NOT NULL,
        links text[] NOT NULL DEFAULT '{}',
        author_id uuid REFERENCES member ON DELETE SET NULL,
        recorded_at timestamptz(3) NOT NULL,
        edited_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        hidden_at timestamptz(3),
        CONSTRAINT outcome_version_check CHECK (version > 0)
      );
      CREATE INDEX ON outcome (author_id);
      CREATE INDEX ON outcome (recorded_at, id);
      CREATE TABLE outcome_result (
        agenda_item_id uuid PRIMARY KEY REFERENCES agenda_item ON DELETE CASCADE,
        outcome_id uuid NOT NULL REFERENCES outcome ON DELETE CASCADE,
        result text NOT NULL
      );
      CREATE INDEX ON outcome_result (outcome_id);
      ALTER TYPE notification_kind ADD VALUE 'OUTCOME_RECORDED';
      ALTER TYPE subject_kind ADD VALUE 'OUTCOME';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE outcome_result;
      DROP TABLE outcome;
      DELETE FROM notification WHERE kind = 'OUTCOME_RECORDED';
    `);
    await dropValues(db, "notification_kind", ["OUTCOME_RECORDED"], ["notification", "kind"]);
    await dropValues(
      db,
      "subject_kind",
      ["OUTCOME"],
      ["moderation_case", "subject_kind"],
      ["audit_entry", "subject_kind"],
    );
  }
}
