import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["PRACTICE_USED", "PRACTICE_CONTACT", "PRACTICE_IN_REVIEW", "PRACTICE_PUBLISHED", "PRACTICE_DECLINED"];
const subjects = ["PRACTICE", "PRACTICE_USE"];
const textColumns = ["title", "summary", "steps"];
const values = (row: string): string => textColumns.map((column) => `${row}.${column}`).join(", ");

/** What a notification is about, besides an idea. */
const about = ["comment_id", "gathering_id", "collaboration_request_id", "moderation_decision_id", "collaboration_id"];

/** The library of instruments and good practices, and who used them. */
export class Practices1764000000078 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE practice_kind AS ENUM ('INSTRUMENT', 'GOOD_PRACTICE');
      CREATE TYPE practice_status AS ENUM ('PUBLISHED', 'IN_REVIEW', 'DECLINED', 'WITHDRAWN');
      CREATE TABLE practice (
        id uuid PRIMARY KEY,
        kind practice_kind NOT NULL,
        status practice_status NOT NULL DEFAULT 'PUBLISHED',
        title text NOT NULL,
        summary text NOT NULL,
        steps text[] NOT NULL DEFAULT '{}',
        link text,
        licence text,
        language language,
        shared_by_id uuid NOT NULL REFERENCES member,
        contact_id uuid REFERENCES member ON DELETE SET NULL,
        organisation_id uuid REFERENCES organisation ON DELETE SET NULL,
        shared_at timestamptz(3) NOT NULL,
        edited_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        review_note text,
        hidden_at timestamptz(3),
        search tsvector,
        search_rules smallint NOT NULL DEFAULT 0,
        CONSTRAINT practice_version_check CHECK (version > 0)
      );
      CREATE INDEX ON practice (shared_at, id);
      CREATE INDEX ON practice (shared_by_id, shared_at, id);
      CREATE INDEX ON practice (contact_id);
      CREATE INDEX ON practice (organisation_id);
      CREATE TABLE practice_theme (
        practice_id uuid NOT NULL REFERENCES practice ON DELETE CASCADE,
        theme_id uuid NOT NULL REFERENCES theme,
        position smallint NOT NULL,
        PRIMARY KEY (practice_id, theme_id)
      );
      CREATE INDEX ON practice_theme (theme_id, practice_id);
      CREATE TABLE practice_use (
        id uuid PRIMARY KEY,
        practice_id uuid NOT NULL REFERENCES practice ON DELETE CASCADE,
        used_by_id uuid NOT NULL REFERENCES member,
        place text,
        result text NOT NULL,
        would_use_again boolean NOT NULL,
        used_on date,
        recorded_at timestamptz(3) NOT NULL,
        hidden_at timestamptz(3)
      );
      CREATE INDEX ON practice_use (practice_id, recorded_at, id);
      CREATE INDEX ON practice_use (used_by_id, recorded_at, id);
    `);
    // As for the texts of ideas; see the migration of search vectors.
    await db.query(`
      CREATE FUNCTION practice_search() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF ROW(${values("NEW")}) IS NOT DISTINCT FROM ROW(${values("OLD")}) THEN
            RETURN NEW;
          END IF;
          IF NEW.search IS NOT DISTINCT FROM OLD.search THEN
            NEW.search := NULL;
            NEW.search_rules := 0;
          END IF;
        END IF;
        IF NEW.search IS NULL THEN
          NEW.search := plain_search_vector(concat_ws(' ', NEW.title, NEW.summary, array_to_string(NEW.steps, ' ')));
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER practice_search BEFORE INSERT OR UPDATE OF ${textColumns.join(", ")} ON practice
        FOR EACH ROW EXECUTE FUNCTION practice_search();
      CREATE INDEX practice_search_idx ON practice USING gin (search);
      CREATE INDEX practice_search_rules_idx ON practice (id) WHERE search_rules < 2;
    `);
    await db.query(`
      ALTER TABLE notification ADD practice_id uuid REFERENCES practice ON DELETE CASCADE;
      CREATE INDEX ON notification (practice_id);
    `);
    await checkAbout(db, [...about, "practice_id"]);
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    for (const subject of subjects) await db.query(`ALTER TYPE subject_kind ADD VALUE '${subject}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}')`);
    await checkAbout(db, about);
    await db.query(`
      ALTER TABLE notification DROP COLUMN practice_id;
      DROP TABLE practice_use;
      DROP TABLE practice_theme;
      DROP TABLE practice;
      DROP FUNCTION practice_search();
      DROP TYPE practice_status;
      DROP TYPE practice_kind;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
    await dropValues(
      db,
      "subject_kind",
      subjects,
      ["moderation_case", "subject_kind"],
      ["audit_entry", "subject_kind"],
    );
  }
}

/** A notification is about one of these, or about an idea with several comments. */
async function checkAbout(db: QueryRunner, columns: string[]): Promise<void> {
  const count = `num_nonnulls(${columns.join(", ")})`;
  await db.query(`
    ALTER TABLE notification DROP CONSTRAINT notification_about_check,
      ADD CONSTRAINT notification_about_check CHECK (${count} = 1 OR (count > 1 AND ${count} = 0));
  `);
}
