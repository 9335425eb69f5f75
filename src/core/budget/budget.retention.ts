import sql, { type Sql } from "sql-template-tag";

/** Deletes what was spent in minutes that do not count any longer. */
export const budgetRetention: Sql[] = [sql`DELETE FROM cost_budget WHERE minute < now() - interval '5 minutes'`];
