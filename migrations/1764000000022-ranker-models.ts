import type { MigrationInterface, QueryRunner } from "typeorm";

export class RankerModels1764000000022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ranker_model (
        version integer PRIMARY KEY,
        trained_at timestamptz(3) NOT NULL,
        kind text NOT NULL,
        model jsonb NOT NULL,
        evaluation jsonb NOT NULL,
        CONSTRAINT ranker_model_version_check CHECK (version > 0)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE ranker_model`);
  }
}
