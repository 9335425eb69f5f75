import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";

/** Enrolments of one transaction, so that no statement takes longer than it may. */
export const maxAtOnce = 2_000;

/** The ids of the next enrolments under way after this one, in their order, of those that `where` says, with the alias `e`. */
export async function underwayAfter(db: Connection, after: string, where: Sql): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    SELECT id FROM track_enrolment e WHERE id > ${after} AND status = 'ENROLLED' AND completed_at IS NULL AND ${where}
    ORDER BY id LIMIT ${maxAtOnce}`);
  return rows.map(({ id }) => id);
}
