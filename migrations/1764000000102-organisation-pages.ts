import type { MigrationInterface, QueryRunner } from "typeorm";
import { dropValues } from "../src/core/database/drop-values.js";
import { organisationKey } from "../src/domains/organisations/organisation-key.js";

const pageSize = 1_000;

/**
 * Organisations are edited and merged, and found by their names without accents. Two whose keys become equal stay two
 * until somebody merges them.
 */
export class OrganisationPages1764000000102 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE organisation
        ADD COLUMN description text,
        ADD COLUMN website text,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN merged_into_id uuid REFERENCES organisation ON DELETE CASCADE,
        ADD CONSTRAINT organisation_version_check CHECK (version > 0),
        ADD CONSTRAINT organisation_merged_check CHECK (merged_into_id <> id);
      CREATE INDEX ON organisation (merged_into_id);
      CREATE INDEX organisation_sorted_idx ON organisation (name COLLATE "und-x-icu", id) WHERE merged_into_id IS NULL;
      CREATE INDEX ON member (organisation_id, name, id);
      DROP INDEX member_organisation_id_idx;
      ALTER TYPE audit_action ADD VALUE 'ORGANISATIONS_MERGED';
    `);
    await setKeys(db);
  }

  /** The keys stay without accents: a process of the version before finds what is spelt exactly as it was. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays;
      DELETE FROM audit_entry WHERE action::text = 'ORGANISATIONS_MERGED';
      ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays;
      CREATE INDEX ON member (organisation_id);
      DROP INDEX member_organisation_id_name_id_idx;
      DELETE FROM organisation WHERE merged_into_id IS NOT NULL;
      ALTER TABLE organisation
        DROP COLUMN merged_into_id,
        DROP COLUMN version,
        DROP COLUMN website,
        DROP COLUMN description;
    `);
    await dropValues(db, "audit_action", ["ORGANISATIONS_MERGED"], ["audit_entry", "action"]);
  }
}

async function setKeys(db: QueryRunner): Promise<void> {
  for (let after: string | null = null; ;) {
    const rows = (await db.query(
      `SELECT id, name FROM organisation
       WHERE name_key IS NOT NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${pageSize}`,
      [after],
    )) as { id: string; name: string }[];
    if (rows.length === 0) return;
    await db.query(
      `UPDATE organisation SET name_key = new.key FROM unnest($1::uuid[], $2::text[]) AS new (id, key)
       WHERE organisation.id = new.id AND name_key <> new.key`,
      [rows.map(({ id }) => id), rows.map(({ name }) => organisationKey(name))],
    );
    after = rows.at(-1)!.id;
  }
}
