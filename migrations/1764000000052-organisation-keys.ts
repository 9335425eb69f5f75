import type { MigrationInterface, QueryRunner } from "typeorm";
import { organisationKey } from "../src/domains/organisations/organisation-key.js";

const pageSize = 1_000;

/** Gives each organisation what its names have in common. Processes of the version before leave it empty. */
export class OrganisationKeys1764000000052 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE organisation ADD COLUMN name_key text;
      CREATE INDEX ON organisation (name_key);
    `);
    for (let after: string | null = null; ;) {
      const rows = (await db.query(
        `SELECT id, name FROM organisation WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT ${pageSize}`,
        [after],
      )) as { id: string; name: string }[];
      if (rows.length === 0) return;
      await db.query(
        `UPDATE organisation SET name_key = new.key FROM unnest($1::uuid[], $2::text[]) AS new (id, key)
         WHERE organisation.id = new.id`,
        [rows.map(({ id }) => id), rows.map(({ name }) => organisationKey(name))],
      );
      after = rows.at(-1)!.id;
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE organisation DROP COLUMN name_key");
  }
}
