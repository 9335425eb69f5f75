import type { MigrationInterface, QueryRunner } from "typeorm";

export class Notifications1764000000024 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE notification_kind AS ENUM ('IDEA_COMMENTED', 'COMMENT_REPLIED', 'COLLABORATION_REQUESTED',
        'COLLABORATION_ACCEPTED', 'COLLABORATION_DECLINED', 'PLACE_GIVEN', 'MODERATION_DECIDED', 'MODERATION_REVERSED');

      CREATE TABLE notification (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        kind notification_kind NOT NULL,
        event_position bigint NOT NULL,
        actor_id uuid REFERENCES member ON DELETE CASCADE,
        idea_id uuid REFERENCES idea ON DELETE SET NULL,
        comment_id uuid REFERENCES comment ON DELETE CASCADE,
        gathering_id uuid REFERENCES gathering ON DELETE CASCADE,
        collaboration_request_id uuid REFERENCES collaboration_request ON DELETE CASCADE,
        moderation_decision_id uuid REFERENCES moderation_decision ON DELETE CASCADE,
        notified_at timestamptz(3) NOT NULL,
        read_at timestamptz(3),
        UNIQUE (event_position, member_id),
        CONSTRAINT notification_self_check CHECK (actor_id <> member_id),
        CONSTRAINT notification_about_check CHECK (
          num_nonnulls(comment_id, gathering_id, collaboration_request_id, moderation_decision_id) = 1)
      );
      CREATE INDEX ON notification (member_id, notified_at, id);
      CREATE INDEX notification_unread_idx ON notification (member_id, notified_at, id) WHERE read_at IS NULL;
      CREATE INDEX ON notification (actor_id);
      CREATE INDEX ON notification (notified_at);
      CREATE INDEX ON notification (read_at);

      CREATE TABLE notification_position (
        single boolean PRIMARY KEY,
        position bigint NOT NULL,
        CONSTRAINT notification_position_single_check CHECK (single)
      );
      -- What happened before is no news.
      INSERT INTO notification_position SELECT true, coalesce(max(position), 0) FROM event;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE notification_position, notification;
      DROP TYPE notification_kind;
    `);
  }
}
