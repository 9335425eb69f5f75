import type { MigrationInterface, QueryRunner } from "typeorm";

export class EventLog1764000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE event_position;

      CREATE TABLE event (
        position bigint PRIMARY KEY DEFAULT nextval('event_position'),
        kind text NOT NULL,
        subject_id uuid,
        data jsonb NOT NULL DEFAULT '{}',
        occurred_at timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE INDEX ON event (kind, position);

      -- A statement trigger runs before the first row draws its position. The lock is held until the commit, so positions
      -- become visible in their own order; no writer can forget it.
      CREATE FUNCTION event_take_turn() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('event_position'));
        RETURN NULL;
      END $$;
      CREATE TRIGGER event_take_turn BEFORE INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION event_take_turn();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE event;
      DROP FUNCTION event_take_turn;
      DROP SEQUENCE event_position;
    `);
  }
}
