import type { MigrationInterface, QueryRunner } from "typeorm";

/** Addresses that follow themes without an account, and what they were mailed. */
export class ThemeFollowers1764000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE theme_follower (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE,
        language language NOT NULL,
        mail_key text NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        confirmed_at timestamptz(3),
        digest_due_at timestamptz(3),
        CONSTRAINT theme_follower_digest_check CHECK ((confirmed_at IS NULL) = (digest_due_at IS NULL))
      );
      CREATE INDEX ON theme_follower (digest_due_at);
      CREATE TABLE theme_follow (
        id uuid PRIMARY KEY,
        follower_id uuid NOT NULL REFERENCES theme_follower ON DELETE CASCADE,
        theme_id uuid NOT NULL REFERENCES theme,
        requested_at timestamptz(3) NOT NULL,
        confirmed_at timestamptz(3),
        UNIQUE (follower_id, theme_id)
      );
      CREATE INDEX ON theme_follow (theme_id);
      CREATE TABLE theme_digest_item (
        id uuid PRIMARY KEY,
        follower_id uuid NOT NULL REFERENCES theme_follower ON DELETE CASCADE,
        idea_id uuid REFERENCES idea ON DELETE CASCADE,
        gathering_id uuid REFERENCES gathering ON DELETE CASCADE,
        mailed_at timestamptz(3) NOT NULL,
        UNIQUE (follower_id, idea_id),
        UNIQUE (follower_id, gathering_id),
        CONSTRAINT theme_digest_item_subject_check CHECK (num_nonnulls(idea_id, gathering_id) = 1)
      );
      CREATE INDEX ON theme_digest_item (idea_id);
      CREATE INDEX ON theme_digest_item (gathering_id);
      CREATE INDEX ON theme_digest_item (mailed_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE theme_digest_item, theme_follow, theme_follower`);
  }
}
