import type { MigrationInterface, QueryRunner } from "typeorm";

export class EventPartitions1764000000023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE event RENAME TO event_first;
      ALTER INDEX event_pkey RENAME TO event_first_pkey;
      ALTER INDEX event_kind_position_idx RENAME TO event_first_kind_position_idx;

      CREATE TABLE event (
        position bigint PRIMARY KEY DEFAULT nextval('event_position'),
        kind text NOT NULL,
        subject_id uuid,
        data jsonb NOT NULL DEFAULT '{}',
        occurred_at timestamptz(3) NOT NULL DEFAULT now()
      ) PARTITION BY RANGE (position);

      CREATE INDEX ON event (kind, position);
      CREATE TRIGGER event_take_turn BEFORE INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION event_take_turn();

      -- What is there stays where it is, with what is still to come this month. Each later month has 2^32 positions, which follow
      -- from the month; the service makes its partition ahead and sets the sequence to its first when it begins.
      DO $$
      DECLARE
        this_month bigint := extract(year FROM now() AT TIME ZONE 'UTC') * 12 + extract(month FROM now() AT TIME ZONE 'UTC') - 1;
      BEGIN
        EXECUTE format('ALTER TABLE event ATTACH PARTITION event_first FOR VALUES FROM (1) TO (%s)', (this_month + 1) << 32);
      END $$;

      CREATE TABLE event_log_start (
        single boolean PRIMARY KEY,
        position bigint NOT NULL,
        CONSTRAINT event_log_start_single_check CHECK (single)
      );
      INSERT INTO event_log_start VALUES (true, 0);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE event_whole (
        position bigint NOT NULL DEFAULT nextval('event_position'),
        kind text NOT NULL,
        subject_id uuid,
        data jsonb NOT NULL DEFAULT '{}',
        occurred_at timestamptz(3) NOT NULL DEFAULT now()
      );
      INSERT INTO event_whole SELECT position, kind, subject_id, data, occurred_at FROM event;
      DROP TABLE event;
      ALTER TABLE event_whole RENAME TO event;
      ALTER TABLE event ADD PRIMARY KEY (position);
      CREATE INDEX ON event (kind, position);
      CREATE TRIGGER event_take_turn BEFORE INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION event_take_turn();
      DROP TABLE event_log_start;
    `);
  }
}
