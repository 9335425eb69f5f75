import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";

const kinds = ["COLLABORATION_JOIN_REQUESTED", "COLLABORATION_JOIN_DECLINED", "COLLABORATION_INVITED"];

/** Requests to join a collaboration, which its members answer, and invitations to one. */
export class JoiningForces1764000000083 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
    await db.query(`
      ALTER TABLE collaboration_request
        ADD joins_id uuid REFERENCES collaboration ON DELETE CASCADE,
        ADD answered_by_id uuid REFERENCES member ON DELETE SET NULL,
        ALTER to_id DROP NOT NULL,
        ADD CONSTRAINT collaboration_request_to_check CHECK (to_id IS NOT NULL OR joins_id IS NOT NULL);
      CREATE INDEX ON collaboration_request (joins_id, asked_at, id);
      CREATE INDEX ON collaboration_request (answered_by_id);
      CREATE UNIQUE INDEX ON collaboration_request (from_id, joins_id) WHERE status = 'PENDING' AND to_id IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE kind::text = ANY('{${kinds.join(",")}}');
      DELETE FROM collaboration_request WHERE to_id IS NULL;
      ALTER TABLE collaboration_request
        DROP COLUMN joins_id,
        DROP COLUMN answered_by_id,
        ALTER to_id SET NOT NULL;
    `);
    await dropValues(db, "notification_kind", kinds, ["notification", "kind"]);
  }
}
