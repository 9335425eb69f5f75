import type { MigrationInterface, QueryRunner } from "typeorm";

const kinds = [
  ...["GATHERING_PROPOSED", "PROPOSAL_ACCEPTED", "PROPOSAL_DECLINED"],
  ...["GATHERING_CHANGED", "GATHERING_CANCELLED", "HOST_ADDED", "HOST_NEEDED"],
];
const kindsBefore = [
  ...["IDEA_COMMENTED", "COMMENT_REPLIED", "COLLABORATION_REQUESTED", "COLLABORATION_ACCEPTED"],
  ...["COLLABORATION_DECLINED", "PLACE_GIVEN", "MODERATION_DECIDED", "MODERATION_REVERSED"],
];
const listed = (values: string[]): string => values.map((value) => `'${value}'`).join(", ");

/** What gatherings need to be proposed, scheduled, edited and cancelled. */
export class ScheduledGatherings1764000000061 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TYPE gathering_status ADD VALUE 'PROPOSED';
      ALTER TYPE gathering_status ADD VALUE 'DECLINED';
      ALTER TABLE gathering
        ADD COLUMN language language,
        ADD COLUMN registration_opens_at timestamptz(3),
        ADD COLUMN registration_closes_at timestamptz(3),
        ADD COLUMN proposer_id uuid REFERENCES member ON DELETE SET NULL,
        ADD COLUMN status_reason text,
        ADD COLUMN needs_host boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT gathering_registration_check CHECK (registration_closes_at > registration_opens_at);
      CREATE INDEX gathering_status_idx ON gathering (status, starts_at, id);
      CREATE INDEX ON gathering (proposer_id);
    `);
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM gathering WHERE status IN ('PROPOSED', 'DECLINED');
      DROP INDEX gathering_status_idx;
      ALTER TABLE gathering
        DROP COLUMN language, DROP COLUMN registration_opens_at, DROP COLUMN registration_closes_at,
        DROP COLUMN proposer_id, DROP COLUMN status_reason, DROP COLUMN needs_host;
      ALTER TABLE gathering ALTER status DROP DEFAULT;
      ALTER TYPE gathering_status RENAME TO gathering_status_before;
      CREATE TYPE gathering_status AS ENUM ('SCHEDULED', 'CANCELLED');
      ALTER TABLE gathering ALTER status TYPE gathering_status USING status::text::gathering_status;
      ALTER TABLE gathering ALTER status SET DEFAULT 'SCHEDULED';
      DROP TYPE gathering_status_before;

      DELETE FROM notification WHERE kind IN (${listed(kinds)});
      ALTER TYPE notification_kind RENAME TO notification_kind_before;
      CREATE TYPE notification_kind AS ENUM (${listed(kindsBefore)});
      ALTER TABLE notification ALTER kind TYPE notification_kind USING kind::text::notification_kind;
      DROP TYPE notification_kind_before;
    `);
  }
}
