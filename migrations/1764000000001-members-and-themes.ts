import type { MigrationInterface, QueryRunner } from "typeorm";

export class MembersAndThemes1764000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE language AS ENUM ('NL', 'FR', 'EN');
      CREATE TYPE sector AS ENUM ('GOVERNMENT', 'LOCAL_GOVERNMENT', 'ACADEMIA', 'BUSINESS', 'CIVIL_SOCIETY', 'OTHER');
      CREATE TYPE experience AS ENUM ('BEGINNER', 'PRACTITIONER', 'EXPERT');
      CREATE TYPE stance AS ENUM ('FOLLOWS', 'SEEKS', 'OFFERS');

      CREATE TABLE organisation (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE,
        sector sector
      );

      CREATE TABLE member (
        id uuid PRIMARY KEY,
        name text COLLATE "und-x-icu" NOT NULL,
        headline text,
        bio text,
        organisation_id uuid REFERENCES organisation,
        sector sector,
        experience experience,
        languages language[] NOT NULL DEFAULT '{}',
        joined_at timestamptz(3) NOT NULL,
        source text,
        source_id text,
        UNIQUE (source, source_id),
        CONSTRAINT member_source_check CHECK ((source IS NULL) = (source_id IS NULL))
      );
      CREATE INDEX ON member (name, id);
      CREATE INDEX ON member (joined_at, id);
      CREATE INDEX ON member (organisation_id);
      CREATE INDEX member_text_idx ON member USING gin (to_tsvector('simple', translate(name || ' ' || coalesce(headline, ''), './:@_-', '      ')));

      CREATE TABLE theme (
        id uuid PRIMARY KEY,
        slug text COLLATE "C" NOT NULL UNIQUE,
        label_nl text,
        label_fr text,
        label_en text,
        synonyms text[] NOT NULL DEFAULT '{}',
        broader_id uuid REFERENCES theme,
        archived boolean NOT NULL DEFAULT false,
        CONSTRAINT theme_label_check CHECK (num_nonnulls(label_nl, label_fr, label_en) > 0),
        CONSTRAINT theme_broader_check CHECK (broader_id <> id)
      );
      CREATE INDEX ON theme (broader_id);

      CREATE TABLE interest (
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        theme_id uuid NOT NULL REFERENCES theme,
        stance stance NOT NULL,
        PRIMARY KEY (member_id, theme_id)
      );
      CREATE INDEX ON interest (theme_id, member_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE interest, theme, member, organisation;
      DROP TYPE stance, experience, sector, language;
    `);
  }
}
