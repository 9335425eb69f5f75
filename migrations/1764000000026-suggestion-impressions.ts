import type { MigrationInterface, QueryRunner } from "typeorm";

/** What hangs on the table by its name: its indexes and constraints. */
const indexes = ["pkey", "shown_id_idx", "last_shown_on_idx"];
const constraints = ["member_id_fkey", "shown_id_fkey", "self_check", "days_check"];

export class SuggestionImpressions1764000000026 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await rename(db, "suggestion_showing", "suggestion_impression");
    // Processes of the version before read and write the old name until the last of them has ended.
    await db.query("CREATE VIEW suggestion_showing AS SELECT * FROM suggestion_impression");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP VIEW suggestion_showing");
    await rename(db, "suggestion_impression", "suggestion_showing");
  }
}

/** The primary key is renamed with its index. */
async function rename(db: QueryRunner, from: string, to: string): Promise<void> {
  await db.query(`ALTER TABLE ${from} RENAME TO ${to}`);
  for (const name of indexes) await db.query(`ALTER INDEX ${from}_${name} RENAME TO ${to}_${name}`);
  for (const name of constraints)
    await db.query(`ALTER TABLE ${to} RENAME CONSTRAINT ${from}_${name} TO ${to}_${name}`);
}
