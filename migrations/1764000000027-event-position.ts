import type { MigrationInterface, QueryRunner } from "typeorm";

export class EventPosition1764000000027 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The lock is held until the commit, so positions become visible in their own order. As this is the column's
      -- default, no writer can forget it, not even one who writes to a partition by its name. CASE takes the lock before
      -- the position is drawn. As one SQL expression it is inlined by the planner, so that rows cost no function call.
      CREATE FUNCTION next_event_position() RETURNS bigint LANGUAGE sql AS $$
        SELECT CASE WHEN pg_advisory_xact_lock(hashtext('event_position')) IS NOT NULL THEN nextval('event_position') END;
      $$;

      -- For one caller at a time: a second one would go back to what was drawn meanwhile.
      CREATE FUNCTION skip_event_positions(first bigint) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM setval('event_position', first, false) FROM event_position WHERE last_value < first;
      END $$;

      -- With the partitions that there are.
      ALTER TABLE event ALTER COLUMN position SET DEFAULT next_event_position();
      DROP FUNCTION event_take_turn CASCADE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION event_take_turn() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('event_position'));
        RETURN NULL;
      END $$;

      DO $$
      DECLARE
        log regclass;
      BEGIN
        FOR log IN SELECT 'event'::regclass UNION ALL
          SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'event'::regclass
        LOOP
          EXECUTE format(
            'CREATE TRIGGER event_take_turn BEFORE INSERT ON %s FOR EACH STATEMENT EXECUTE FUNCTION event_take_turn()', log);
        END LOOP;
      END $$;

      ALTER TABLE event ALTER COLUMN position SET DEFAULT nextval('event_position');
      DROP FUNCTION next_event_position, skip_event_positions;
    `);
  }
}
