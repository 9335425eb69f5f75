import { stringify } from "csv-stringify/sync";
import { strToU8, zipSync, type Zippable } from "fflate";
import type { CoreServices } from "../../core/graphql/context.js";
import type { PrivacyServices } from "./privacy.services.js";

/** A ZIP archive of a member's personal data: `data.json`, and `<table>.csv` for each table that has rows of theirs. */
export async function exportArchive(
  { database, personalTables }: Pick<CoreServices, "database"> & PrivacyServices,
  memberId: string,
  now: Date,
): Promise<Uint8Array> {
  const tables: Record<string, object[]> = {};
  for (const [table, { exported }] of Object.entries(personalTables))
    if (typeof exported === "function") tables[table] = await database.reads.query(exported(memberId));
  const files: Zippable = {
    "data.json": strToU8(`${JSON.stringify({ exportedAt: now, ...tables }, null, 2)}\n`),
  };
  for (const [table, rows] of Object.entries(tables)) if (rows.length > 0) files[`${table}.csv`] = strToU8(csv(rows));
  return zipSync(files, { mtime: now });
}

const csv = (rows: object[]): string =>
  stringify(rows, {
    header: true,
    // Prevents spreadsheets from executing text that looks like a formula.
    escape_formulas: true,
    cast: {
      boolean: String,
      date: (value) => value.toISOString(),
      object: (value) => (Array.isArray(value) ? value.join("|") : JSON.stringify(value)),
    },
  });
