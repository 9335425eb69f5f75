import type { MigrationInterface, QueryRunner } from "typeorm";

export class Ideas1764000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE idea_kind AS ENUM ('IDEA', 'QUESTION', 'TRY_OUT', 'SHOWCASE');
      CREATE TYPE idea_status AS ENUM ('OPEN', 'IN_PROGRESS', 'DONE', 'WITHDRAWN');

      CREATE TABLE idea (
        id uuid PRIMARY KEY,
        kind idea_kind NOT NULL,
        title text NOT NULL,
        body text NOT NULL,
        language language,
        status idea_status NOT NULL DEFAULT 'OPEN',
        author_id uuid NOT NULL REFERENCES member,
        posted_at timestamptz(3) NOT NULL,
        edited_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        idempotency_key text,
        source text,
        source_id text,
        UNIQUE (source, source_id),
        UNIQUE (author_id, idempotency_key),
        CONSTRAINT idea_source_check CHECK ((source IS NULL) = (source_id IS NULL)),
        CONSTRAINT idea_version_check CHECK (version > 0)
      );
      CREATE INDEX ON idea (posted_at, id);
      CREATE INDEX ON idea (author_id, posted_at, id);
      CREATE INDEX idea_text_idx ON idea USING gin (to_tsvector('simple', translate(title || ' ' || body, './:@_-', '      ')));

      CREATE TABLE idea_theme (
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        theme_id uuid NOT NULL REFERENCES theme,
        position smallint NOT NULL,
        PRIMARY KEY (idea_id, theme_id)
      );
      CREATE INDEX ON idea_theme (theme_id, idea_id);

      CREATE TABLE comment (
        id uuid PRIMARY KEY,
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        author_id uuid NOT NULL REFERENCES member,
        reply_to_id uuid REFERENCES comment ON DELETE CASCADE,
        body text NOT NULL,
        posted_at timestamptz(3) NOT NULL,
        source text,
        source_id text,
        UNIQUE (source, source_id),
        CONSTRAINT comment_source_check CHECK ((source IS NULL) = (source_id IS NULL)),
        CONSTRAINT comment_reply_check CHECK (reply_to_id <> id)
      );
      CREATE INDEX ON comment (idea_id, posted_at, id);
      CREATE INDEX ON comment (reply_to_id, posted_at, id);
      CREATE INDEX ON comment (author_id);

      CREATE TABLE support (
        idea_id uuid NOT NULL REFERENCES idea ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        supported_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (idea_id, member_id)
      );
      CREATE INDEX ON support (member_id, idea_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE support, comment, idea_theme, idea;
      DROP TYPE idea_status, idea_kind;
    `);
  }
}
