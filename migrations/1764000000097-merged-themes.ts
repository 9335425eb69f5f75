import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const actions = ["THEME_MERGED"];
const subjects = ["THEME"];

/** The version of a theme, and the theme that it was merged into: a merged one keeps its row, so that its slug resolves. */
export class MergedThemes1764000000097 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const action of actions) await db.query(`ALTER TYPE audit_action ADD VALUE '${action}'`);
    for (const subject of subjects) await db.query(`ALTER TYPE subject_kind ADD VALUE '${subject}'`);
    await db.query(`
      ALTER TABLE theme ADD COLUMN version integer NOT NULL DEFAULT 1, ADD COLUMN merged_into_id uuid REFERENCES theme,
        ADD CONSTRAINT theme_merged_into_check CHECK (
          merged_into_id IS NULL OR (archived AND broader_id IS NULL AND merged_into_id <> id));
      CREATE INDEX ON theme (merged_into_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE theme DROP COLUMN version, DROP COLUMN merged_into_id;
      -- Entries of the audit trail stay otherwise.
      ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays;
      DELETE FROM audit_entry WHERE action::text = ANY('{${actions.join(",")}}');
      ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays;
    `);
    await dropValues(db, "audit_action", actions, ["audit_entry", "action"]);
    await dropValues(
      db,
      "subject_kind",
      subjects,
      ["moderation_case", "subject_kind"],
      ["audit_entry", "subject_kind"],
    );
  }
}
