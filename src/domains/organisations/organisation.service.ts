import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { searchColumns, searchRules } from "../../core/search/searched-table.js";
import { knownOrganisations } from "./known-organisations.js";
import { organisationKey } from "./organisation-key.js";
import { lockNames } from "./organisation-locks.js";
import { organisationSearch } from "./organisation.search.js";
import type { Sector } from "./sector.enum.js";

/** The id of the organisation with this name, or with a code beside it; it is created if it does not exist. */
export async function organisationIdByName(tx: TransactionContext, name: string): Promise<string> {
  const ids = await organisationIdsByName(tx.db, tx.newId, new Map([[name, null]]));
  return ids.get(name)!;
}

/**
 * The ids of organisations by their names, with the sectors of those that are created as they do not exist. Names that
 * differ in case, accents, spaces or a code are one organisation, called as it was first. Nobody deletes or merges them
 * before the transaction ends.
 */
export async function organisationIdsByName(
  db: Connection,
  newId: () => string,
  sectors: ReadonlyMap<string, Sector | null>,
): Promise<Map<string, string>> {
  const names = [...sectors.keys()];
  const missingFrom = (known: Map<string, string>): string[] => names.filter((name) => !known.has(name));
  let known = await knownOrganisations(db, names);
  if (missingFrom(known).length === 0) return known;
  await lockNames(db, missingFrom(known));
  for (;;) {
    // Another may have created them, or the last member of one may have left.
    known = await knownOrganisations(db, names);
    const missing = missingFrom(known);
    if (missing.length === 0) return known;
    await create(db, newId, new Map(missing.map((name) => [name, sectors.get(name) ?? null])));
  }
}

async function create(db: Connection, newId: () => string, sectors: ReadonlyMap<string, Sector | null>): Promise<void> {
  // One spelling of each, the first.
  const spellings = new Map([...sectors.keys()].map((name) => [organisationKey(name), name] as const).reverse());
  await db.query(sql`
    INSERT INTO organisation (id, name, name_key, sector, search, search_rules)
    SELECT id, name, name_key, sector, search::tsvector, ${searchRules}::smallint FROM unnest(
      ${[...spellings].map(() => newId())}::uuid[],
      ${[...spellings.values()]}::text[],
      ${[...spellings.keys()]}::text[],
      ${[...spellings.values()].map((name) => sectors.get(name))}::sector[],
      ${[...spellings.values()].map((name) => searchColumns(organisationSearch, { name }).search)}::text[])
      AS new (id, name, name_key, sector, search)
    ON CONFLICT (name) DO NOTHING`);
}

/**
 * Deletes an organisation without members, because its name may be a person's, with what was merged into it. One that a
 * moderator has hidden stays, as the next who gives its name would bring it back to everybody's eyes. The lock serialises
 * members who leave at the same time.
 */
export const dropIfUnused = (tx: TransactionContext, id: string): Promise<void> => dropUnused(tx.db, [id]);

/** The same of several organisations. */
export async function dropUnused(db: Connection, ids: readonly string[]): Promise<void> {
  // Not against those who come, who do not wait for those who leave unless nobody else is there.
  await db.query(sql`SELECT FROM organisation WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`);
  const unused = sql`
    id = ANY(${ids}::uuid[]) AND hidden_at IS NULL AND merged_into_id IS NULL
    AND NOT EXISTS (SELECT FROM member WHERE organisation_id = organisation.id)
    AND NOT EXISTS (
      SELECT FROM organisation merged WHERE merged.merged_into_id = organisation.id AND merged.hidden_at IS NOT NULL)`;
  const found = await db.query(sql`SELECT FROM organisation WHERE ${unused} ORDER BY id FOR UPDATE`);
  if (found.length === 0) return;
  await db.query(sql`WITH gone AS (DELETE FROM organisation WHERE ${unused} RETURNING 1) SELECT FROM gone`);
}
