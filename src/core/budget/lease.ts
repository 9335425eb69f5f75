import sql, { type Sql } from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";

export interface Lease {
  minute: Date;
  granted: number;
  taken: number;
  /** From the statement's moment to the minute's end. */
  msLeft: number;
}

/**
 * Takes `asked` of the payer's budget of the running minute, or what is left of it: one statement, so that however many
 * processes take, all leases of a minute add up to `limit` at most.
 */
export const takeLease = (payer: string, asked: number, limit: number): Sql =>
  prepared(sql`
  INSERT INTO cost_budget AS budget (minute, payer, taken, granted)
  SELECT date_trunc('minute', now()), ${payer}, given, given FROM (SELECT least(${asked}::integer, ${limit}::integer) AS given) AS first
  ON CONFLICT (minute, payer) DO UPDATE SET
    granted = greatest(0, least(${asked}::integer, ${limit}::integer - budget.taken)),
    taken = budget.taken + greatest(0, least(${asked}::integer, ${limit}::integer - budget.taken))
  RETURNING minute, granted, taken,
    extract(epoch FROM minute + interval '1 minute' - now())::float8 * 1000 AS "msLeft"`);

/** The running minute and what is left of it. */
export const minuteNow = sql`
  SELECT minute, extract(epoch FROM minute + interval '1 minute' - now())::float8 * 1000 AS "msLeft"
  FROM (SELECT date_trunc('minute', now()) AS minute) AS running`;

/** A lease under way at the turn of the minute may still write to the one before: that one is kept. */
export const deleteLeasesBefore = (minute: Date): Sql =>
  sql`DELETE FROM cost_budget WHERE minute < ${minute}::timestamptz - interval '1 minute'`;
