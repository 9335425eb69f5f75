import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["HELP_REQUESTED", "HELP_ANSWERED", "HELP_DECLINED"];

/** Requests to members for help with a question, and how many a member takes in a month. */
export class HelpRequests1764000000092 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      ALTER TYPE subject_kind ADD VALUE 'HELP_REQUEST';
      CREATE TYPE help_request_status AS ENUM ('PENDING', 'ANSWERED', 'DECLINED', 'WITHDRAWN', 'EXPIRED');
      CREATE TABLE help_request (
        id uuid PRIMARY KEY,
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        from_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        to_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        message text,
        hidden_at timestamptz(3),
        status help_request_status NOT NULL DEFAULT 'PENDING',
        asked_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        comment_id uuid REFERENCES comment ON DELETE SET NULL,
        CONSTRAINT help_request_self_check CHECK (from_id <> to_id),
        CONSTRAINT help_request_answered_check CHECK ((status IN ('PENDING', 'EXPIRED')) = (answered_at IS NULL))
      );
      CREATE INDEX ON help_request (from_id, asked_at, id);
      CREATE INDEX ON help_request (to_id, asked_at, id);
      CREATE UNIQUE INDEX ON help_request (idea_id, from_id, to_id) WHERE status = 'PENDING';
      CREATE INDEX ON help_request (expires_at) WHERE status = 'PENDING';
      CREATE INDEX ON help_request (comment_id);
      ALTER TABLE account ADD help_requests_per_month smallint NOT NULL DEFAULT 5,
        ADD CONSTRAINT account_help_requests_check CHECK (help_requests_per_month BETWEEN 0 AND 20);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      ALTER TABLE account DROP COLUMN help_requests_per_month;
      DROP TABLE help_request;
      DROP TYPE help_request_status;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
    await dropValues(
      db,
      "subject_kind",
      ["HELP_REQUEST"],
      ["moderation_case", "subject_kind"],
      ["audit_entry", "subject_kind"],
    );
  }
}
