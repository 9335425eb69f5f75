import type { MigrationInterface, QueryRunner } from "typeorm";

const kinds = ["AGENDA_ITEM_PROPOSED", "AGENDA_ITEM_ACCEPTED", "AGENDA_ITEM_DECLINED"];
const kindsBefore = [
  ...["IDEA_COMMENTED", "COMMENT_REPLIED", "COLLABORATION_REQUESTED", "COLLABORATION_ACCEPTED"],
  ...["COLLABORATION_DECLINED", "PLACE_GIVEN", "MODERATION_DECIDED", "MODERATION_REVERSED"],
  ...["GATHERING_PROPOSED", "PROPOSAL_ACCEPTED", "PROPOSAL_DECLINED"],
  ...["GATHERING_CHANGED", "GATHERING_CANCELLED", "HOST_ADDED", "HOST_NEEDED"],
];
const listed = (values: string[]): string => values.map((value) => `'${value}'`).join(", ");

/** Ideas on the agendas of gatherings. */
export class Agenda1764000000063 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE agenda_item_status AS ENUM ('PROPOSED', 'ACCEPTED', 'DECLINED');
      CREATE TABLE agenda_item (
        id uuid PRIMARY KEY,
        gathering_id uuid NOT NULL REFERENCES gathering ON DELETE CASCADE,
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        status agenda_item_status NOT NULL,
        position integer,
        minutes integer,
        reason text,
        proposed_at timestamptz(3) NOT NULL,
        UNIQUE (gathering_id, idea_id),
        CONSTRAINT agenda_item_position_check CHECK ((status = 'ACCEPTED') = (position IS NOT NULL)),
        CONSTRAINT agenda_item_minutes_check CHECK (minutes > 0)
      );
      CREATE INDEX ON agenda_item (idea_id, status);
    `);
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE agenda_item;
      DROP TYPE agenda_item_status;
      DELETE FROM notification WHERE kind IN (${listed(kinds)});
      ALTER TYPE notification_kind RENAME TO notification_kind_before;
      CREATE TYPE notification_kind AS ENUM (${listed(kindsBefore)});
      ALTER TABLE notification ALTER kind TYPE notification_kind USING kind::text::notification_kind;
      DROP TYPE notification_kind_before;
    `);
  }
}
