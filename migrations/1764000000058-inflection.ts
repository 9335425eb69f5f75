import type { MigrationInterface, QueryRunner } from "typeorm";

const tables = ["organisation", "member", "theme", "idea"];

/** Vectors by older rules of inflection than the second are made again, by the job that reads these indexes. */
export class Inflection1764000000058 implements MigrationInterface {
  up(db: QueryRunner): Promise<void> {
    return indexOlderThan(db, 2);
  }

  down(db: QueryRunner): Promise<void> {
    return indexOlderThan(db, 1);
  }
}

async function indexOlderThan(db: QueryRunner, rules: number): Promise<void> {
  for (const table of tables)
    await db.query(`
      DROP INDEX ${table}_search_rules_idx;
      CREATE INDEX ${table}_search_rules_idx ON ${table} (id) WHERE search_rules < ${rules};
    `);
}
