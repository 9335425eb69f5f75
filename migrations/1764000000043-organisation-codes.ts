import type { MigrationInterface, QueryRunner } from "typeorm";

export class OrganisationCodes1764000000043 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE organisation_code (
        code text PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE
      );
      CREATE INDEX ON organisation_code (organisation_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE organisation_code");
  }
}
