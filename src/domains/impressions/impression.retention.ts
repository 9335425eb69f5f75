import sql, { type Sql } from "sql-template-tag";
import { runDays } from "./discount.reads.js";

/** Deletes impressions that count no longer; many end with each day, so as many at a time as a statement can delete. */
export const impressionRetention: Sql[] = [
  sql`DELETE FROM suggestion_impression WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM suggestion_impression WHERE last_shown_on <= (now() AT TIME ZONE 'UTC')::date - ${runDays}::int LIMIT 10000))`,
];
