import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { searchColumns, searchRules } from "../../core/search/searched-table.js";
import { organisationSearch } from "./organisation.search.js";
import type { Sector } from "./sector.enum.js";
import { organisationKey } from "./organisation-key.js";

/** The id of the organisation with this name, which is created if it does not exist. */
export async function organisationIdByName(tx: TransactionContext, name: string): Promise<string> {
  const ids = await organisationIdsByName(tx.db, tx.newId, new Map([[name, null]]));
  return ids.get(name)!;
}

/**
 * The ids of organisations by their names, with the sectors of those that are created as they do not exist. Names that
 * differ in case, spaces or a code are one organisation, called as it was first.
 */
export async function organisationIdsByName(
  db: Connection,
  newId: () => string,
  sectors: ReadonlyMap<string, Sector | null>,
): Promise<Map<string, string>> {
  const names = [...sectors.keys()];
  if (names.length === 0) return new Map();
  // One spelling of each, the first.
  const spellings = new Map(names.map((name) => [organisationKey(name), name]).reverse() as [string, string][]);
  await db.query(sql`
    INSERT INTO organisation (id, name, name_key, sector, search, search_rules)
    SELECT id, name, name_key, sector, search::tsvector, ${searchRules}::smallint FROM unnest(
      ${[...spellings].map(() => newId())}::uuid[],
      ${[...spellings.values()]}::text[],
      ${[...spellings.keys()]}::text[],
      ${[...spellings.values()].map((name) => sectors.get(name))}::sector[],
      ${[...spellings.values()].map((name) => searchColumns(organisationSearch, { name }).search)}::text[])
      AS new (id, name, name_key, sector, search)
    WHERE NOT EXISTS (SELECT FROM organisation WHERE name_key = new.name_key)
    ON CONFLICT (name) DO NOTHING`);
  const rows = await db.query<{ id: string; name: string; key: string | null }>(sql`
    SELECT id, name, name_key AS key FROM organisation
    WHERE name_key = ANY(${[...spellings.keys()]}::text[]) OR name = ANY(${names}::text[]) ORDER BY id DESC`);
  // The oldest of several spellings from before they were one; an exact one before all others.
  const byKey = new Map(rows.map(({ id, name, key }) => [key ?? organisationKey(name), id]));
  const byName = new Map(rows.map(({ id, name }) => [name, id]));
  return new Map(names.map((name) => [name, byName.get(name) ?? byKey.get(organisationKey(name))!]));
}

/**
 * Deletes an organisation without members, because its name may be a person's. One that a moderator has hidden stays, as
 * the next who gives its name would bring it back to everybody's eyes. The lock serialises members who leave at the same
 * time.
 */
export const dropIfUnused = (tx: TransactionContext, id: string): Promise<void> => dropUnused(tx.db, [id]);

/** The same of several organisations. */
export async function dropUnused(db: Connection, ids: readonly string[]): Promise<void> {
  await db.query(sql`SELECT 1 FROM organisation WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`);
  await db.query(sql`
    WITH gone AS (
      DELETE FROM organisation
      WHERE id = ANY(${ids}::uuid[]) AND hidden_at IS NULL
        AND NOT EXISTS (SELECT FROM member WHERE organisation_id = organisation.id) RETURNING 1)
    SELECT FROM gone`);
}
