import type { MigrationInterface, QueryRunner } from "typeorm";
import { cleaned, type TextForm } from "../src/core/texts/text-form.js";

interface Column extends TextForm {
  /** What stands where nothing visible remains; without it, NULL. */
  otherwise?: string;
}

const line = (max: number, otherwise?: string): Column => ({ lines: "one", max, ...(otherwise && { otherwise }) });
const text = (max: number, otherwise?: string): Column => ({ lines: "many", max, ...(otherwise && { otherwise }) });

/**
 * The texts of each table with an id. Keys stay as they are, as others refer to them: slugs, the ids of imported files,
 * idempotency keys. So does the audit trail, which is append-only.
 */
const tables: Record<string, Record<string, Column>> = {
  member: { name: line(120, "Nieuw lid"), headline: line(200), bio: text(5_000) },
  pending_sign_up: { name: line(120, "Nieuw lid") },
  session: { user_agent: line(200) },
  theme: { label_nl: line(200), label_fr: line(200), label_en: line(200) },
  idea: { title: line(300, "Zonder titel"), body: text(20_000, "…") },
  comment: { body: text(5_000, "…") },
  gathering: {
    ...{ title: line(300, "Zonder titel"), description: text(20_000) },
    ...{ place_name: line(300), place_address: line(300), online_url: line(2_000) },
  },
  collaboration: { outcome: text(5_000) },
  collaboration_request: { message: text(2_000), decline_reason: text(2_000) },
  report: { note: text(2_000) },
  moderation_decision: { reason: text(2_000), reversal_reason: text(2_000) },
  message: { body: text(5_000, "…"), name: line(120), note: text(2_000) },
};

const pageSize = 500;

type Row = { id: string } & Record<string, string | null>;

/** Gives the texts from before the rule of `core/texts` its form. */
export class OneLineTexts1764000000028 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A label that is nothing but invisible must not be the only one.
    await db.query("ALTER TABLE theme DROP CONSTRAINT theme_label_check");
    for (const [table, columns] of Object.entries(tables)) await cleanTable(db, table, columns);
    await db.query("UPDATE theme SET label_nl = slug WHERE num_nonnulls(label_nl, label_fr, label_en) = 0");
    await db.query(
      "ALTER TABLE theme ADD CONSTRAINT theme_label_check CHECK (num_nonnulls(label_nl, label_fr, label_en) > 0)",
    );
    await cleanSynonyms(db);
    await cleanOrganisations(db);
  }

  /** What was cleaned cannot be restored, and needs not: the version before accepts it. */
  async down(): Promise<void> {
    // Nothing to do.
  }
}

async function cleanTable(db: QueryRunner, table: string, columns: Record<string, Column>): Promise<void> {
  const names = Object.keys(columns);
  for await (const rows of pages(db, table, names)) {
    const changed = rows
      .map((row) => ({ row, clean: names.map((name) => cleanValue(row[name]!, columns[name]!)) }))
      .filter(({ row, clean }) => names.some((name, index) => row[name] !== clean[index]));
    if (changed.length === 0) continue;
    await db.query(
      `UPDATE ${table} SET ${names.map((name) => `${name} = clean.${name}`).join(", ")}
      FROM unnest($1::uuid[], ${names.map((_, index) => `$${index + 2}::text[]`).join(", ")})
        AS clean (id, ${names.join(", ")})
      WHERE ${table}.id = clean.id`,
      [changed.map(({ row }) => row.id), ...names.map((_, index) => changed.map(({ clean }) => clean[index]))],
    );
  }
}

/** Erased texts are empty, and stay so. */
const cleanValue = (value: string | null, { otherwise, ...form }: Column): string | null =>
  value === null || value === "" ? value : cleaned(value, form) || (otherwise ?? null);

async function cleanSynonyms(db: QueryRunner): Promise<void> {
  const themes = (await db.query("SELECT id, synonyms FROM theme WHERE synonyms <> '{}'")) as {
    id: string;
    synonyms: string[];
  }[];
  for (const { id, synonyms } of themes) {
    const clean = [...new Set(synonyms.map((synonym) => cleaned(synonym, line(200))).filter((synonym) => synonym))];
    if (clean.join("\n") !== synonyms.join("\n"))
      await db.query("UPDATE theme SET synonyms = $2 WHERE id = $1", [id, clean]);
  }
}

/** Organisations whose names become the same become one. */
async function cleanOrganisations(db: QueryRunner): Promise<void> {
  for await (const rows of pages(db, "organisation", ["name"]))
    for (const { id, name } of rows) {
      const clean = cleaned(name!, line(200));
      if (clean === name) continue;
      const [same] = (await db.query("SELECT id FROM organisation WHERE name = $1", [clean])) as { id: string }[];
      if (!same && clean !== "") {
        await db.query("UPDATE organisation SET name = $2 WHERE id = $1", [id, clean]);
        continue;
      }
      await db.query("UPDATE member SET organisation_id = $2 WHERE organisation_id = $1", [id, same?.id ?? null]);
      await db.query("DELETE FROM organisation WHERE id = $1", [id]);
    }
}

async function* pages(db: QueryRunner, table: string, columns: string[]): AsyncGenerator<Row[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = (await db.query(
      `SELECT id, ${columns.join(", ")} FROM ${table} WHERE id > $1 ORDER BY id LIMIT ${pageSize}`,
      [after],
    )) as Row[];
    yield rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)!.id;
  }
}
