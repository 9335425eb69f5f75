import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { codeOf } from "./organisation-code.js";
import { organisationKey, writtenCodes } from "./organisation-key.js";
import { remainingLocked } from "./organisation-locks.js";

/**
 * The ids of the organisations that are there, by the names that were asked for: by a code that stands beside the name,
 * else by exactly this name, else by another spelling of it. Of several spellings from before they were one, the oldest
 * counts. Each is locked, so that nobody deletes or merges it before the transaction ends.
 */
export async function knownOrganisations(db: Connection, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const codes = new Map(names.map((name) => [name, writtenCodes(name).flatMap((code) => codeOf(code) ?? [])]));
  const rows = await db.query<{ id: string; name: string | null; key: string | null; code: string | null }>(sql`
    SELECT id, name, name_key AS key, NULL AS code FROM organisation
    WHERE name_key = ANY(${names.map(organisationKey)}::text[]) OR name = ANY(${names}::text[])
    UNION ALL
    SELECT organisation_id, NULL, NULL, code FROM organisation_code WHERE code = ANY(${[...codes.values()].flat()}::text[])
    ORDER BY id DESC`);
  const remaining = await remainingLocked(
    db,
    rows.map(({ id }) => id),
  );
  const there = rows.filter(({ id }) => remaining.has(id)).map((row) => ({ ...row, id: remaining.get(row.id)! }));
  const byCode = new Map(there.map(({ id, code }) => [code, id]));
  const byName = new Map(there.map(({ id, name }) => [name, id]));
  const byKey = new Map(there.map(({ id, name, key }) => [key ?? (name === null ? null : organisationKey(name)), id]));
  return new Map(
    names.flatMap((name): [string, string][] => {
      const code = codes.get(name)!.find((one) => byCode.has(one));
      const id = code === undefined ? (byName.get(name) ?? byKey.get(organisationKey(name))) : byCode.get(code);
      return id === undefined ? [] : [[name, id]];
    }),
  );
}
