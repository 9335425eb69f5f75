import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { Practice } from "./practice.entity.js";

/** The practice, whoever may see it, locked until the transaction ends; null when there is none. */
export async function practiceLocked(tx: TransactionContext, id: string): Promise<Practice | null> {
  const [row] = await tx.db.query<Practice>(sql`
    SELECT ${columnsOf(tx.database.source, Practice, "e")} FROM practice e WHERE e.id = ${id} FOR UPDATE`);
  return row ? entityOf(Practice, row) : null;
}
