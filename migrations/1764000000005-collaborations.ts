import type { MigrationInterface, QueryRunner } from "typeorm";

export class Collaborations1764000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE collaboration_stage AS ENUM ('EXPLORING', 'EXPERIMENT', 'SCALED', 'STOPPED');

      CREATE TABLE collaboration (
        id uuid PRIMARY KEY,
        stage collaboration_stage NOT NULL DEFAULT 'EXPLORING',
        outcome text,
        idea_id uuid REFERENCES idea ON DELETE SET NULL,
        started_at timestamptz(3) NOT NULL,
        source text,
        source_id text,
        UNIQUE (source, source_id),
        CONSTRAINT collaboration_source_check CHECK ((source IS NULL) = (source_id IS NULL))
      );
      CREATE INDEX ON collaboration (started_at, id);
      CREATE INDEX ON collaboration (idea_id);

      CREATE TABLE collaboration_member (
        collaboration_id uuid NOT NULL REFERENCES collaboration ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        PRIMARY KEY (collaboration_id, member_id)
      );
      CREATE INDEX ON collaboration_member (member_id, collaboration_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE collaboration_member, collaboration;
      DROP TYPE collaboration_stage;
    `);
  }
}
