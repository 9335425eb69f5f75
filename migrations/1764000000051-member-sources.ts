import type { MigrationInterface, QueryRunner } from "typeorm";

export class MemberSources1764000000051 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE member_source (
        source text NOT NULL,
        source_id text NOT NULL,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        PRIMARY KEY (source, source_id)
      );
      CREATE INDEX ON member_source (member_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE member_source");
  }
}
