import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { cleaned } from "../../core/texts/text-form.js";
import type { Sector } from "./sector.enum.js";
import { dropIfUnused, organisationIdByName } from "./organisation.service.js";
import { maxOrganisationNameLength } from "./organisation.validation.js";

const maxCodeLength = 50;

/**
 * The one form of an organisation's code: `OVO002949`, and ten digits for a KBO number however it is punctuated. A
 * code of another register may mean another organisation there, so it gets the `group` of organisations before it.
 * Null for an empty text.
 */
export function organisationCode(text: string, group?: string): string | null {
  const code = cleaned(text, { lines: "one", max: maxCodeLength }).toUpperCase();
  if (code === "") return null;
  const digits = code.replace(/^BE/, "").replace(/[.\s-]/g, "");
  if (/^[01]?\d{9}$/.test(digits)) return digits.padStart(10, "0");
  if (isOvo(code) || group === undefined) return code;
  return cleaned(`${group}:${code}`, { lines: "one", max: maxCodeLength });
}

const isOvo = (code: string): boolean => /^OVO\d{6}$/.test(code);

/** The register of a code, as far as its form says. */
const registerOf = (code: string): string => (isOvo(code) ? "OVO" : /^\d{10}$/.test(code) ? "KBO" : "other");

/** The id of the organisation with this code, else with this name; it is created if it does not exist. */
export async function organisationIdByCode(
  tx: TransactionContext,
  { name, code, sector }: { name: string; code: string | null; sector: Sector | null },
): Promise<string> {
  const known = code === null ? undefined : await holderOf(tx, code);
  if (known !== undefined) return known;
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

async function holderOf(tx: TransactionContext, code: string): Promise<string | undefined> {
  const [row] = await tx.db.query<{ id: string }>(
    sql`SELECT organisation_id AS id FROM organisation_code WHERE code = ${code}`,
  );
  return row?.id;
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
  await tx.db.query(
    sql`INSERT INTO organisation (id, name) VALUES (${tx.newId()}, ${name}) ON CONFLICT (name) DO NOTHING`,
  );
  const [row] = await tx.db.query<{ id: string }>(sql`SELECT id FROM organisation WHERE name = ${name}`);
  return row!.id;
}
