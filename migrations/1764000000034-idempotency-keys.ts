import type { MigrationInterface, QueryRunner } from "typeorm";

export class IdempotencyKeys1764000000034 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE idempotency_key (
        key_hash bytea PRIMARY KEY,
        mutation text NOT NULL,
        input_hash bytea NOT NULL,
        made_id uuid,
        used_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX ON idempotency_key (used_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE idempotency_key`);
  }
}
