import type { MigrationInterface, QueryRunner } from "typeorm";

export class EventTopics1764000000025 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- An event about a gathering names it in its data, of whatever kind it is.
      UPDATE event SET data = data || jsonb_build_object('gatheringId', subject_id)
        WHERE kind IN ('moderation.decided', 'moderation.reversed') AND data->>'subjectKind' = 'GATHERING';

      CREATE INDEX event_of_idea_idx ON event ((data->>'ideaId'), position) WHERE kind = 'comment.added';
      CREATE INDEX event_of_gathering_idx ON event ((data->>'gatheringId'), position) WHERE data->>'gatheringId' IS NOT NULL;
      CREATE INDEX event_of_member_idx ON event ((data->>'memberId'), position) WHERE kind = 'notification.made';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX event_of_idea_idx, event_of_gathering_idx, event_of_member_idx;
      UPDATE event SET data = data - 'gatheringId' WHERE kind IN ('moderation.decided', 'moderation.reversed');
    `);
  }
}
