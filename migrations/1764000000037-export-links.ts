import type { MigrationInterface, QueryRunner } from "typeorm";

export class ExportLinks1764000000037 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE export_link (
        token_hash bytea PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON export_link (member_id);
      CREATE INDEX ON export_link (expires_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE export_link");
  }
}
