import type { MigrationInterface, QueryRunner } from "typeorm";

export class Gatherings1764000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE gathering_format AS ENUM
        ('OPEN_EXCHANGE', 'IDEA', 'TRY_OUT', 'QUESTION', 'SHOWCASE', 'LEARNING_SESSION');
      CREATE TYPE gathering_status AS ENUM ('SCHEDULED', 'CANCELLED');
      CREATE TYPE registration_status AS ENUM ('GOING', 'WAITLISTED', 'CANCELLED');
      CREATE SEQUENCE registration_queue;

      CREATE TABLE gathering (
        id uuid PRIMARY KEY,
        title text NOT NULL,
        description text,
        format gathering_format NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        time_zone text NOT NULL DEFAULT 'Europe/Brussels',
        place_name text,
        place_address text,
        online_url text,
        capacity integer,
        status gathering_status NOT NULL DEFAULT 'SCHEDULED',
        version integer NOT NULL DEFAULT 1,
        source text,
        source_id text,
        UNIQUE (source, source_id),
        CONSTRAINT gathering_source_check CHECK ((source IS NULL) = (source_id IS NULL)),
        CONSTRAINT gathering_times_check CHECK (ends_at > starts_at),
        CONSTRAINT gathering_capacity_check CHECK (capacity > 0),
        CONSTRAINT gathering_version_check CHECK (version > 0)
      );
      CREATE INDEX ON gathering (starts_at, id);

      CREATE TABLE gathering_theme (
        gathering_id uuid NOT NULL REFERENCES gathering ON DELETE CASCADE,
        theme_id uuid NOT NULL REFERENCES theme,
        position smallint NOT NULL,
        PRIMARY KEY (gathering_id, theme_id)
      );
      CREATE INDEX ON gathering_theme (theme_id, gathering_id);

      CREATE TABLE gathering_host (
        gathering_id uuid NOT NULL REFERENCES gathering ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        PRIMARY KEY (gathering_id, member_id)
      );
      CREATE INDEX ON gathering_host (member_id, gathering_id);

      CREATE TABLE registration (
        id uuid PRIMARY KEY,
        gathering_id uuid NOT NULL REFERENCES gathering ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        status registration_status NOT NULL,
        registered_at timestamptz(3) NOT NULL,
        checked_in_at timestamptz(3),
        queue_number bigint NOT NULL DEFAULT nextval('registration_queue'),
        UNIQUE (gathering_id, member_id),
        CONSTRAINT registration_checked_in_check CHECK (checked_in_at IS NULL OR status = 'GOING')
      );
      CREATE INDEX ON registration (gathering_id, status, queue_number);
      CREATE INDEX ON registration (member_id, status, registered_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE registration, gathering_host, gathering_theme, gathering;
      DROP SEQUENCE registration_queue;
      DROP TYPE registration_status, gathering_status, gathering_format;
    `);
  }
}
