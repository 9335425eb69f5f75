import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = [
  "CO_AUTHOR_INVITED",
  "CO_AUTHOR_JOINED",
  "CO_AUTHOR_DECLINED",
  "CO_AUTHOR_LEFT",
  "CO_AUTHOR_REMOVED",
  "OWN_IDEA_CHANGED",
];

/** Members whom authors of ideas invite to be co-authors. */
export class CoAuthors1764000000085 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      CREATE TYPE co_author_invitation_status AS ENUM ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'ENDED');
      CREATE TABLE co_author_invitation (
        id uuid PRIMARY KEY,
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        status co_author_invitation_status NOT NULL,
        invited_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        UNIQUE (idea_id, member_id),
        CONSTRAINT co_author_invitation_answered_check CHECK ((status = 'PENDING') = (answered_at IS NULL))
      );
      CREATE INDEX ON co_author_invitation (member_id);
      CREATE INDEX ON co_author_invitation (member_id, invited_at, id) WHERE status = 'PENDING';
      CREATE INDEX ON co_author_invitation (member_id, answered_at, idea_id) WHERE status = 'ACCEPTED';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      DROP TABLE co_author_invitation;
      DROP TYPE co_author_invitation_status;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}
