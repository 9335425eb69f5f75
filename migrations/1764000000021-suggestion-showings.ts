import type { MigrationInterface, QueryRunner } from "typeorm";

export class SuggestionShowings1764000000021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE suggestion_showing (
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        shown_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        days integer NOT NULL,
        last_shown_on date NOT NULL,
        PRIMARY KEY (member_id, shown_id),
        CONSTRAINT suggestion_showing_self_check CHECK (member_id <> shown_id),
        CONSTRAINT suggestion_showing_days_check CHECK (days >= 1)
      );
      CREATE INDEX ON suggestion_showing (shown_id);
      CREATE INDEX ON suggestion_showing (last_shown_on);

      CREATE TABLE suggestion_exposure (
        member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
        viewers integer NOT NULL,
        discount double precision NOT NULL,
        CONSTRAINT suggestion_exposure_discount_check CHECK (discount > 0 AND discount < 1)
      );

      CREATE TABLE suggestion_exposure_figures (
        single boolean PRIMARY KEY,
        gini double precision NOT NULL,
        capped integer NOT NULL,
        measured_at timestamptz(3) NOT NULL,
        took_ms integer NOT NULL,
        CONSTRAINT suggestion_exposure_figures_single_check CHECK (single)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE suggestion_exposure_figures, suggestion_exposure, suggestion_showing`);
  }
}
