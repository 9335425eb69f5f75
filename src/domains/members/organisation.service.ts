import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { organisationSearch } from "./member.search.js";

/** The id of the organisation with this name, which is created if it does not exist. */
export async function organisationIdByName(tx: TransactionContext, name: string): Promise<string> {
  const { search, searchRules } = searchColumns(organisationSearch, { name });
  await tx.db.query(sql`
    INSERT INTO organisation (id, name, search, search_rules) VALUES (${tx.newId()}, ${name}, ${search}, ${searchRules})
    ON CONFLICT (name) DO NOTHING`);
  const [row] = await tx.db.query<{ id: string }>(sql`SELECT id FROM organisation WHERE name = ${name}`);
  return row!.id;
}

/**
 * Deletes an organisation without members, because its name may be a person's. One that a moderator has hidden stays, as
 * the next who gives its name would bring it back to everybody's eyes. The lock serialises members who leave at the same
 * time.
 */
export async function dropIfUnused(tx: TransactionContext, id: string): Promise<void> {
  await tx.db.query(sql`SELECT 1 FROM organisation WHERE id = ${id} FOR UPDATE`);
  await tx.db.query(sql`
    WITH gone AS (
      DELETE FROM organisation
      WHERE id = ${id} AND hidden_at IS NULL AND NOT EXISTS (SELECT FROM member WHERE organisation_id = ${id}) RETURNING 1)
    SELECT FROM gone`);
}
