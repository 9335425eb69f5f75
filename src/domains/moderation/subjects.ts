import sql, { type Sql } from "sql-template-tag";
import { subjectKinds, type ReportableSubject, type SubjectKind } from "../../core/access/subject-kind.js";
import type { Connection } from "../../core/database/database.js";
import type { Node } from "../../core/graphql/node.js";

/** A subject that was or can be reported. */
export interface SubjectRef {
  subjectKind: SubjectKind;
  subjectId: string;
}

/** The node as a reportable subject; null for other kinds of node. */
export function reportable(node: Node): SubjectRef | null {
  for (const [subjectKind, { reportable }] of subjectKinds.entries())
    if (reportable && node instanceof reportable.entity) return { subjectKind, subjectId: node.id };
  return null;
}

const reported = (kind: SubjectKind): ReportableSubject => subjectKinds.get(kind).reportable!;

export const tableOf = ({ subjectKind }: SubjectRef): Sql => reported(subjectKind).table;

/** The current authors of a subject: the member, the author, or all hosts. */
export async function authorsOf(db: Connection, { subjectKind, subjectId }: SubjectRef): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    sql`SELECT author.id FROM (${reported(subjectKind).authors(subjectId)}) AS author (id) ORDER BY 1`,
  );
  return rows.map((row) => row.id);
}

/** The title of a thing of any kind that has one; null for others. */
export async function titleOf(db: Connection, { subjectKind, subjectId }: SubjectRef): Promise<string | null> {
  const { table, title } = reported(subjectKind);
  if (!title) return null;
  const [row] = await db.query<{ title: string }>(sql`SELECT ${title} AS title FROM ${table} WHERE id = ${subjectId}`);
  return row?.title ?? null;
}
