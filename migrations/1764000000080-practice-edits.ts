import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who edited a practice, when, and what. */
export class PracticeEdits1764000000080 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE practice_field AS ENUM (
        'KIND', 'TITLE', 'SUMMARY', 'STEPS', 'THEMES', 'LINK', 'LICENCE', 'LANGUAGE', 'CONTACT', 'ORGANISATION');
      CREATE TABLE practice_edit (
        id uuid PRIMARY KEY,
        practice_id uuid NOT NULL REFERENCES practice ON DELETE CASCADE,
        edited_by_id uuid NOT NULL REFERENCES member,
        edited_at timestamptz(3) NOT NULL,
        changed practice_field[] NOT NULL,
        version integer NOT NULL
      );
      CREATE INDEX ON practice_edit (practice_id, edited_at, id);
      CREATE INDEX ON practice_edit (edited_by_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE practice_edit;
      DROP TYPE practice_field;
    `);
  }
}
