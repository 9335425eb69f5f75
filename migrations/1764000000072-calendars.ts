import type { MigrationInterface, QueryRunner } from "typeorm";

/** When gatherings changed and from when they were moved, and secret addresses of feeds. */
export class Calendars1764000000072 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE gathering ADD COLUMN changed_at timestamptz(3) NOT NULL DEFAULT now(), ADD COLUMN moved_from timestamptz(3);
      -- Of what is there, only the id says how old it is: its first 48 bits are the milliseconds when it was made.
      UPDATE gathering SET changed_at = CASE WHEN substr(id::text, 15, 1) = '7'
        THEN to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0) ELSE 'epoch' END;
      CREATE FUNCTION gathering_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.changed_at := clock_timestamp();
          RETURN NEW;
        END
      $$;
      CREATE TRIGGER gathering_changed BEFORE UPDATE ON gathering
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION gathering_changed();
      CREATE TABLE feed_address (
        member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
        nonce bytea NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        language language,
        created_at timestamptz(3) NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE feed_address;
      DROP TRIGGER gathering_changed ON gathering;
      DROP FUNCTION gathering_changed();
      ALTER TABLE gathering DROP COLUMN changed_at, DROP COLUMN moved_from;
    `);
  }
}
