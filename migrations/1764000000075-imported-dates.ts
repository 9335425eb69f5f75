import type { MigrationInterface, QueryRunner } from "typeorm";

/** When things began is unknown where no source says it; what sources say of them is remembered. */
export class ImportedDates1764000000075 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE collaboration ALTER started_at DROP NOT NULL, ADD COLUMN imported jsonb;
      ALTER TABLE registration ALTER registered_at DROP NOT NULL;
      ALTER TABLE support ALTER supported_at DROP NOT NULL, ADD COLUMN imported jsonb;
      ALTER TABLE interest ADD COLUMN since timestamptz(3);
      ALTER TABLE agenda_item ALTER proposed_at DROP NOT NULL, ADD COLUMN imported jsonb;
      ALTER TABLE gathering_series ALTER recurrence DROP NOT NULL, ADD COLUMN source text, ADD COLUMN source_id text,
        ADD CONSTRAINT gathering_series_source_check CHECK ((source IS NULL) = (source_id IS NULL)),
        ADD UNIQUE (source, source_id);

      UPDATE collaboration SET started_at = NULL WHERE source IS NOT NULL;
      UPDATE registration r SET registered_at = NULL FROM gathering g
        WHERE g.id = r.gathering_id AND g.source IS NOT NULL AND r.registered_at = g.starts_at;
      UPDATE support s SET supported_at = NULL FROM idea i
        WHERE i.id = s.idea_id AND i.source IS NOT NULL AND s.supported_at = i.posted_at;

      DROP INDEX collaboration_started_at_id_idx;
      CREATE INDEX collaboration_newest_idx ON collaboration (coalesce(started_at, '0001-01-01 00:00:00+00'::timestamptz), id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX collaboration_newest_idx;
      CREATE INDEX collaboration_started_at_id_idx ON collaboration (started_at, id);

      UPDATE collaboration SET started_at = now() WHERE started_at IS NULL;
      UPDATE registration r SET registered_at = least(g.starts_at, now()) FROM gathering g
        WHERE g.id = r.gathering_id AND r.registered_at IS NULL;
      UPDATE support s SET supported_at = least(i.posted_at, now()) FROM idea i
        WHERE i.id = s.idea_id AND s.supported_at IS NULL;
      UPDATE agenda_item a SET proposed_at = g.starts_at FROM gathering g
        WHERE g.id = a.gathering_id AND a.proposed_at IS NULL;
      UPDATE gathering_series SET recurrence = '' WHERE recurrence IS NULL;

      ALTER TABLE collaboration ALTER started_at SET NOT NULL, DROP COLUMN imported;
      ALTER TABLE registration ALTER registered_at SET NOT NULL;
      ALTER TABLE support ALTER supported_at SET NOT NULL, DROP COLUMN imported;
      ALTER TABLE interest DROP COLUMN since;
      ALTER TABLE agenda_item DROP COLUMN imported, ALTER proposed_at SET NOT NULL;
      ALTER TABLE gathering_series DROP CONSTRAINT gathering_series_source_check, DROP COLUMN source, DROP COLUMN source_id,
        ALTER recurrence SET NOT NULL;
    `);
  }
}
