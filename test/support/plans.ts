import { pino } from "pino";
import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../src/core/database/database.js";
import { systemContext, type Context } from "../../src/core/graphql/context.js";
import type { TestApp } from "./app.js";

/** The one statement that a read sends as a member; an error when it sends none, or several. */
export async function statementOf(
  app: TestApp,
  callerId: string,
  read: (ctx: Context) => Promise<unknown>,
): Promise<Sql> {
  const statements: Sql[] = [];
  const { reads } = app.services.database;
  const query = <Row extends object>(statement: Sql): Promise<Row[]> => {
    statements.push(statement);
    return reads.query<Row>(statement);
  };
  const db: Connection = { query };
  await read(Object.assign(systemContext(app.services, pino({ level: "silent" })), { callerId, db }));
  const [statement, ...others] = statements;
  if (!statement || others.length > 0) throw new Error(`The read sent ${statements.length} statements.`);
  return statement;
}

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  Plans?: Plan[];
}

/**
 * The most rows of these tables that one part of a statement reads, and whether one reads all of a table; an error when
 * the statement reads none of the tables.
 */
export async function scansOf(
  app: TestApp,
  statement: Sql,
  tables: readonly string[],
): Promise<{ rows: number; scansAll: boolean }> {
  const [row] = await app.services.database.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
    sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
  );
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  const scans = nodes(row!["QUERY PLAN"][0]!.Plan).filter((node) => tables.includes(node["Relation Name"] ?? ""));
  if (scans.length === 0) throw new Error(`The statement reads none of ${tables.join(", ")}.`);
  return {
    rows: Math.max(...scans.map((node) => node["Actual Rows"] * node["Actual Loops"])),
    scansAll: scans.some((node) => node["Node Type"] === "Seq Scan" && node["Actual Loops"] > 0),
  };
}
