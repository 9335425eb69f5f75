import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { sha256 } from "../../core/sha256.js";
import { organisationKey } from "./organisation-key.js";
import { Organisation } from "./organisation.entity.js";

/**
 * The ids of the organisations that remain of these, by the ids that were asked for; without those that are gone. They
 * can be referred to: nobody deletes or merges them before the transaction ends.
 */
export async function remainingLocked(db: Connection, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const locked = new Set<string>();
  let wanted = new Map(ids.map((id) => [id, id]));
  while (wanted.size > 0) {
    const targets = [...new Set(wanted.values())].filter((id) => !locked.has(id));
    const rows = await db.query<{ id: string; mergedIntoId: string | null }>(sql`
      SELECT id, merged_into_id AS "mergedIntoId" FROM organisation
      WHERE id = ANY(${targets}::uuid[]) ORDER BY id FOR KEY SHARE`);
    const mergedInto = new Map(rows.map((row) => [row.id, row.mergedIntoId]));
    for (const { id, mergedIntoId } of rows) if (mergedIntoId === null) locked.add(id);
    const next = new Map<string, string>();
    for (const [asked, target] of wanted) {
      const into = mergedInto.get(target) ?? null;
      if (locked.has(target)) found.set(asked, target);
      else if (into !== null) next.set(asked, into);
    }
    wanted = next;
  }
  return found;
}

/** So many names can be locked at once without filling the table of locks of the database. */
const slots = 64;

/** Until the transaction ends, nobody else creates an organisation by another spelling of one of these names, or takes it. */
export async function lockNames(db: Connection, names: readonly string[]): Promise<void> {
  const taken = new Set(names.map((name) => sha256(organisationKey(name)).readUInt32BE() % slots));
  await db.query(sql`
    SELECT pg_advisory_xact_lock(hashtext('organisation.name'), slot)
    FROM unnest(${[...taken].sort((a, b) => a - b)}::int[]) AS slot`);
}

/** The organisations that remain of these, each locked until the transaction ends; null for one that is not there. */
export async function organisationsLocked(
  tx: TransactionContext,
  ids: readonly string[],
): Promise<(Organisation | null)[]> {
  let remaining = ids;
  for (;;) {
    const rows = await tx.db.query<Organisation>(sql`
      SELECT ${columnsOf(tx.database.source, Organisation, "e")} FROM organisation e
      WHERE e.id = ANY(${remaining}::uuid[]) ORDER BY e.id FOR UPDATE`);
    const found = new Map(rows.map((row) => [row.id, entityOf(Organisation, row)]));
    if (rows.every(({ mergedIntoId }) => mergedIntoId === null)) return remaining.map((id) => found.get(id) ?? null);
    remaining = remaining.map((id) => found.get(id)?.mergedIntoId ?? id);
  }
}
