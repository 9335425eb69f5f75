import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["SHARING_PROPOSED", "SHARING_ANSWERED"];

/** What moderators propose to make of a message, with the consent of who left it. */
export class SharedMessages1764000000096 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      CREATE TYPE shared_as AS ENUM ('QUESTION', 'GATHERING');
      CREATE TYPE sharing_status AS ENUM ('PROPOSED', 'CONSENTED', 'DECLINED', 'WITHDRAWN');
      CREATE TABLE message_sharing (
        id uuid PRIMARY KEY,
        message_id uuid NOT NULL REFERENCES message ON DELETE CASCADE,
        shared_as shared_as NOT NULL,
        status sharing_status NOT NULL DEFAULT 'PROPOSED',
        title text NOT NULL,
        body text NOT NULL,
        themes text[] NOT NULL DEFAULT '{}',
        language language NOT NULL,
        starts_at text,
        format gathering_format,
        proposed_by_id uuid NOT NULL REFERENCES member,
        proposed_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        is_named boolean NOT NULL DEFAULT false,
        token_hash bytea UNIQUE,
        idea_id uuid REFERENCES idea ON DELETE SET NULL,
        gathering_id uuid REFERENCES gathering ON DELETE SET NULL,
        CONSTRAINT message_sharing_made_check CHECK (num_nonnulls(idea_id, gathering_id) = 0 OR status = 'CONSENTED')
      );
      CREATE INDEX ON message_sharing (message_id, proposed_at, id);
      CREATE UNIQUE INDEX message_sharing_open_idx ON message_sharing (message_id) WHERE status = 'PROPOSED';
      CREATE INDEX ON message_sharing (proposed_by_id);
      CREATE INDEX ON message_sharing (idea_id);
      CREATE INDEX ON message_sharing (gathering_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      DROP TABLE message_sharing;
      DROP TYPE sharing_status;
      DROP TYPE shared_as;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}
