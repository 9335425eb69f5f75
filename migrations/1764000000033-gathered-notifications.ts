import type { MigrationInterface, QueryRunner } from "typeorm";

const about = "num_nonnulls(comment_id, gathering_id, collaboration_request_id, moderation_decision_id)";

export class GatheredNotifications1764000000033 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE notification ADD about_id uuid, ADD count integer NOT NULL DEFAULT 1,
        DROP CONSTRAINT notification_about_check;
      UPDATE notification SET about_id = coalesce(
        CASE WHEN comment_id IS NOT NULL THEN idea_id END, gathering_id, collaboration_request_id, moderation_decision_id);

      -- The unread ones about one thing become one, the newest.
      CREATE TEMPORARY TABLE gathered AS
        SELECT (array_agg(id ORDER BY notified_at DESC, id DESC))[1] AS newest_id, array_agg(id) AS ids,
          count(*)::integer AS count, count(actor_id) = count(*) AND count(DISTINCT actor_id) = 1 AS by_one
        FROM notification WHERE read_at IS NULL AND about_id IS NOT NULL
        GROUP BY member_id, kind, about_id HAVING count(*) > 1;
      DELETE FROM notification USING gathered WHERE id = ANY(ids) AND id <> newest_id;
      UPDATE notification SET count = gathered.count, comment_id = NULL,
        actor_id = CASE WHEN by_one THEN actor_id END
      FROM gathered WHERE id = newest_id;
      DROP TABLE gathered;

      ALTER TABLE notification
        ADD CONSTRAINT notification_about_check CHECK (${about} = 1 OR (count > 1 AND ${about} = 0));
      CREATE UNIQUE INDEX notification_unread_about_idx ON notification (member_id, kind, about_id)
        WHERE read_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX notification_unread_about_idx;
      DELETE FROM notification WHERE ${about} = 0;
      ALTER TABLE notification DROP CONSTRAINT notification_about_check, DROP about_id, DROP count,
        ADD CONSTRAINT notification_about_check CHECK (${about} = 1);
    `);
  }
}
