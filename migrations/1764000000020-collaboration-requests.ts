import type { MigrationInterface, QueryRunner } from "typeorm";

export class CollaborationRequests1764000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE dismissal_reason AS ENUM ('NOT_RELEVANT', 'ALREADY_KNOWN', 'NOT_NOW', 'OTHER');

      CREATE TABLE suggestion_dismissal (
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        dismissed_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        reason dismissal_reason NOT NULL,
        dismissed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (member_id, dismissed_id),
        CONSTRAINT suggestion_dismissal_self_check CHECK (member_id <> dismissed_id)
      );
      CREATE INDEX ON suggestion_dismissal (dismissed_id, member_id);

      CREATE TYPE collaboration_request_status AS ENUM ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED');

      CREATE TABLE collaboration_request (
        id uuid PRIMARY KEY,
        from_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        to_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        idea_id uuid REFERENCES idea ON DELETE SET NULL,
        message text,
        status collaboration_request_status NOT NULL DEFAULT 'PENDING',
        asked_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        decline_reason text,
        collaboration_id uuid REFERENCES collaboration ON DELETE SET NULL,
        CONSTRAINT collaboration_request_self_check CHECK (from_id <> to_id),
        CONSTRAINT collaboration_request_answered_check CHECK ((status IN ('PENDING', 'EXPIRED')) = (answered_at IS NULL))
      );
      CREATE INDEX ON collaboration_request (from_id, asked_at, id);
      CREATE INDEX ON collaboration_request (to_id, asked_at, id);
      CREATE UNIQUE INDEX ON collaboration_request (from_id, to_id) WHERE status = 'PENDING';
      CREATE INDEX ON collaboration_request (expires_at) WHERE status = 'PENDING';
      CREATE INDEX ON collaboration_request (idea_id);
      CREATE INDEX ON collaboration_request (collaboration_id);

      ALTER TABLE collaboration ADD COLUMN version integer NOT NULL DEFAULT 1;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE collaboration DROP COLUMN version;
      DROP TABLE collaboration_request, suggestion_dismissal;
      DROP TYPE collaboration_request_status, dismissal_reason;
    `);
  }
}
