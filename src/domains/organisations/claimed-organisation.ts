import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { cleaned } from "../../core/texts/text-form.js";
import { registerOf } from "./organisation-code.js";
import { remainingLocked } from "./organisation-locks.js";
import { dropIfUnused, organisationIdByName } from "./organisation.service.js";
import { maxOrganisationNameLength } from "./organisation.validation.js";
import type { Sector } from "./sector.enum.js";

/** The id of the organisation with this code, else with this name; it is created if it does not exist. */
export async function organisationIdByCode(
  tx: TransactionContext,
  { name, code, sector }: { name: string; code: string | null; sector: Sector | null },
): Promise<string> {
  const known = code === null ? null : await holderOf(tx, code);
  if (known !== null) return known;
  const id = code === null ? await organisationIdByName(tx, name) : await namesakeWithout(tx, name, code);
  await tx.db.query(sql`
    WITH given AS (UPDATE organisation SET sector = ${sector} WHERE id = ${id} AND sector IS NULL RETURNING 1)
    SELECT FROM given`);
  if (code === null) return id;
  await tx.db.query(sql`
    INSERT INTO organisation_code (code, organisation_id) VALUES (${code}, ${id}) ON CONFLICT (code) DO NOTHING`);
  const holder = (await holderOf(tx, code))!;
  // Another was first with the code, by another name.
  if (holder !== id) await dropIfUnused(tx, id);
  return holder;
}

/** The organisation with this code, which nobody deletes or merges before the transaction ends; null when there is none. */
export async function holderOf(tx: TransactionContext, code: string): Promise<string | null> {
  const [row] = await tx.db.query<{ id: string }>(
    sql`SELECT organisation_id AS id FROM organisation_code WHERE code = ${code}`,
  );
  return row === undefined ? null : ((await remainingLocked(tx.db, [row.id])).get(row.id) ?? null);
}

/** The organisation with this name; with the code behind it when that one has another code in the same register. */
async function namesakeWithout(tx: TransactionContext, name: string, code: string): Promise<string> {
  const id = await organisationIdByName(tx, name);
  const rows = await tx.db.query<{ code: string }>(sql`
    SELECT code FROM organisation_code WHERE organisation_id = ${id}`);
  if (!rows.some((row) => registerOf(row.code) === registerOf(code))) return id;
  const suffix = ` (${code})`;
  const short = cleaned(name, { lines: "one", max: maxOrganisationNameLength - suffix.length });
  return organisationOfItsOwn(tx, `${short}${suffix}`);
}

/** The id of the organisation with exactly this name: without the key by which other spellings of a name find one. */
async function organisationOfItsOwn(tx: TransactionContext, name: string): Promise<string> {
  for (;;) {
    await tx.db.query(
      sql`INSERT INTO organisation (id, name) VALUES (${tx.newId()}, ${name}) ON CONFLICT (name) DO NOTHING`,
    );
    const [row] = await tx.db.query<{ id: string }>(sql`SELECT id FROM organisation WHERE name = ${name}`);
    const remaining = row && (await remainingLocked(tx.db, [row.id])).get(row.id);
    if (remaining !== undefined) return remaining;
  }
}
