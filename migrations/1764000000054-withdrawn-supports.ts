import type { MigrationInterface, QueryRunner } from "typeorm";

export class WithdrawnSupports1764000000054 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE withdrawn_support (
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        PRIMARY KEY (idea_id, member_id)
      );
      CREATE INDEX ON withdrawn_support (member_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE withdrawn_support");
  }
}
