import type { MigrationInterface, QueryRunner } from "typeorm";

const kinds = ["COLLABORATION_PROPOSED", "COLLABORATION_JOINED"];

/** Collaborations that begin at gatherings, where they began, and which requests followed a suggestion. */
export class CollaborationStarts1764000000071 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE collaboration_start (
        id uuid PRIMARY KEY,
        gathering_id uuid NOT NULL REFERENCES gathering ON DELETE CASCADE,
        idea_id uuid REFERENCES idea ON DELETE SET NULL,
        by_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        by_host boolean NOT NULL,
        takes_part boolean NOT NULL,
        collaboration_id uuid REFERENCES collaboration ON DELETE SET NULL,
        begun_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON collaboration_start (gathering_id);
      CREATE INDEX ON collaboration_start (idea_id);
      CREATE INDEX ON collaboration_start (by_id);
      CREATE INDEX ON collaboration_start (collaboration_id);
      ALTER TABLE collaboration ADD COLUMN gathering_id uuid REFERENCES gathering ON DELETE SET NULL;
      CREATE INDEX ON collaboration (gathering_id, started_at, id);
      CREATE INDEX ON collaboration (idea_id, started_at, id);
      ALTER TABLE collaboration_request
        ADD COLUMN start_id uuid REFERENCES collaboration_start ON DELETE SET NULL,
        ADD COLUMN suggested boolean;
      CREATE INDEX ON collaboration_request (start_id);
      UPDATE collaboration_request request SET suggested = (event.data->>'suggested')::boolean
      FROM event WHERE event.kind = 'collaboration.requested' AND event.subject_id = request.id;
    `);
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE collaboration_request DROP COLUMN start_id, DROP COLUMN suggested;
      DROP INDEX collaboration_idea_id_started_at_id_idx;
      ALTER TABLE collaboration DROP COLUMN gathering_id;
      DROP TABLE collaboration_start;
      DELETE FROM notification WHERE kind IN ('${kinds.join("', '")}');
    `);
    const rows = (await db.query(`SELECT unnest(enum_range(NULL::notification_kind))::text AS name`)) as {
      name: string;
    }[];
    const others = rows.filter(({ name }) => !kinds.includes(name)).map(({ name }) => `'${name}'`);
    await db.query(`
      ALTER TYPE notification_kind RENAME TO notification_kind_before;
      CREATE TYPE notification_kind AS ENUM (${others.join(", ")});
      ALTER TABLE notification ALTER kind TYPE notification_kind USING kind::text::notification_kind;
      DROP TYPE notification_kind_before;
    `);
  }
}
