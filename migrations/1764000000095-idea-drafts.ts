import type { MigrationInterface, QueryRunner } from "typeorm";

/** Ideas that their authors have not posted yet. */
export class IdeaDrafts1764000000095 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE idea_draft (
        id uuid PRIMARY KEY,
        author_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        kind idea_kind,
        title text NOT NULL,
        body text NOT NULL,
        language language,
        saved_at timestamptz(3) NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT idea_draft_version_check CHECK (version > 0)
      );
      CREATE INDEX ON idea_draft (author_id, saved_at, id);

      CREATE TABLE idea_draft_theme (
        draft_id uuid NOT NULL REFERENCES idea_draft ON DELETE CASCADE,
        theme_id uuid NOT NULL REFERENCES theme,
        position smallint NOT NULL,
        PRIMARY KEY (draft_id, theme_id)
      );
      CREATE INDEX ON idea_draft_theme (theme_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE idea_draft_theme, idea_draft`);
  }
}
