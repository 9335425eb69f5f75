import type { MigrationInterface, QueryRunner } from "typeorm";

export class CostBudget1764000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Minutes alone: after a crash they may begin anew, and no lease waits for the disk.
      CREATE UNLOGGED TABLE cost_budget (
        minute timestamptz(3),
        payer text,
        taken integer NOT NULL,
        granted integer NOT NULL,
        PRIMARY KEY (minute, payer)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE cost_budget`);
  }
}
