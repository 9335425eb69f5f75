import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Takes over from `attempt`, which counted by the minute. That table stays, as processes of the version before use it
 * until the last of them has ended.
 */
export class LeakyBuckets1764000000031 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE leaky_bucket (
        key_hash bytea PRIMARY KEY,
        empty_at timestamptz NOT NULL,
        overflowed boolean NOT NULL
      );
      CREATE INDEX ON leaky_bucket (empty_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE leaky_bucket`);
  }
}
