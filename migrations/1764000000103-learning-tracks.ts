import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

/** Learning tracks, their steps, who enrolled in them and what learners marked as done. */
export class LearningTracks1764000000103 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE track_status AS ENUM ('DRAFT', 'PUBLISHED', 'WITHDRAWN');
      CREATE TYPE track_step_kind AS ENUM ('GATHERING', 'SERIES', 'READING', 'ASSIGNMENT');
      CREATE TYPE enrolment_status AS ENUM ('ENROLLED', 'WAITLISTED', 'LEFT');
      CREATE TABLE learning_track (
        id uuid PRIMARY KEY,
        status track_status NOT NULL DEFAULT 'DRAFT',
        title text NOT NULL,
        description text,
        language language,
        capacity integer,
        enrolment_closes_at timestamptz(3),
        required_steps smallint,
        created_at timestamptz(3) NOT NULL,
        published_at timestamptz(3),
        edited_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        hidden_at timestamptz(3),
        CONSTRAINT learning_track_capacity_check CHECK (capacity > 0),
        CONSTRAINT learning_track_required_steps_check CHECK (required_steps > 0),
        CONSTRAINT learning_track_version_check CHECK (version > 0),
        CONSTRAINT learning_track_published_check CHECK (status <> 'PUBLISHED' OR published_at IS NOT NULL)
      );
      CREATE INDEX ON learning_track (created_at, id);
      CREATE TABLE track_theme (
        track_id uuid NOT NULL REFERENCES learning_track ON DELETE CASCADE,
        theme_id uuid NOT NULL REFERENCES theme,
        position smallint NOT NULL,
        PRIMARY KEY (track_id, theme_id)
      );
      CREATE INDEX ON track_theme (theme_id, track_id);
      CREATE TABLE track_coordinator (
        track_id uuid NOT NULL REFERENCES learning_track ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        PRIMARY KEY (track_id, member_id)
      );
      CREATE INDEX ON track_coordinator (member_id, track_id);
      CREATE TABLE track_step (
        id uuid PRIMARY KEY,
        track_id uuid NOT NULL REFERENCES learning_track ON DELETE CASCADE,
        position smallint NOT NULL,
        kind track_step_kind NOT NULL,
        title text,
        description text,
        link text,
        gathering_id uuid REFERENCES gathering ON DELETE SET NULL,
        series_id uuid REFERENCES gathering_series ON DELETE SET NULL,
        min_attended smallint NOT NULL DEFAULT 1,
        CONSTRAINT track_step_gathering_check CHECK (gathering_id IS NULL OR kind = 'GATHERING'),
        CONSTRAINT track_step_series_check CHECK (series_id IS NULL OR kind = 'SERIES'),
        CONSTRAINT track_step_min_attended_check CHECK (min_attended > 0)
      );
      CREATE INDEX ON track_step (track_id, position, id);
      CREATE INDEX ON track_step (gathering_id);
      CREATE INDEX ON track_step (series_id);
      CREATE SEQUENCE enrolment_queue;
      CREATE TABLE track_enrolment (
        id uuid PRIMARY KEY,
        track_id uuid NOT NULL REFERENCES learning_track ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        status enrolment_status NOT NULL,
        enrolled_at timestamptz(3) NOT NULL,
        completed_at timestamptz(3),
        queue_number bigint NOT NULL DEFAULT nextval('enrolment_queue'),
        UNIQUE (track_id, member_id),
        CONSTRAINT track_enrolment_completed_check CHECK (completed_at IS NULL OR status = 'ENROLLED')
      );
      CREATE INDEX ON track_enrolment (track_id, status, queue_number);
      CREATE INDEX ON track_enrolment (member_id, enrolled_at, id);
      CREATE TABLE track_mark (
        enrolment_id uuid NOT NULL REFERENCES track_enrolment ON DELETE CASCADE,
        step_id uuid NOT NULL REFERENCES track_step ON DELETE CASCADE,
        marked_at timestamptz(3) NOT NULL,
        PRIMARY KEY (enrolment_id, step_id)
      );
      CREATE INDEX ON track_mark (step_id);
    `);
    await db.query(`ALTER TYPE subject_kind ADD VALUE 'LEARNING_TRACK'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE track_mark, track_enrolment, track_step, track_coordinator, track_theme, learning_track;
      DROP SEQUENCE enrolment_queue;
      DROP TYPE enrolment_status;
      DROP TYPE track_step_kind;
      DROP TYPE track_status;
      DELETE FROM moderation_case WHERE subject_kind::text = 'LEARNING_TRACK';
      -- Entries of the audit trail stay otherwise.
      ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays;
      DELETE FROM audit_entry WHERE subject_kind::text = 'LEARNING_TRACK';
      ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays;
    `);
    await dropValues(
      db,
      "subject_kind",
      ["LEARNING_TRACK"],
      ["moderation_case", "subject_kind"],
      ["audit_entry", "subject_kind"],
    );
  }
}
