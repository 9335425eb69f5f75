import type { MigrationInterface, QueryRunner } from "typeorm";

/** What hangs on the table by its name: its indexes and constraints. */
const indexes = ["pkey", "shown_id_idx", "last_shown_on_idx"];
const constraints = ["member_id_fkey", "shown_id_fkey", "self_check", "days_check"];

export class SuggestionImpressions1764000000026 implements MigrationInterface {
  up(db: QueryRunner): Promise<void> {
    return rename(db, "suggestion_showing", "suggestion_impression");
  }

  down(db: QueryRunner): Promise<void> {
    return rename(db, "suggestion_impression", "suggestion_showing");
  }
}

/** The primary key is renamed with its index. */
async function rename(db: QueryRunner, from: string, to: string): Promise<void> {
  await db.query(`ALTER TABLE ${from} RENAME TO ${to}`);
  for (const name of indexes) await db.query(`ALTER INDEX ${from}_${name} RENAME TO ${to}_${name}`);
  for (const name of constraints)
    await db.query(`ALTER TABLE ${to} RENAME CONSTRAINT ${from}_${name} TO ${to}_${name}`);
}
