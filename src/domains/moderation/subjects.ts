import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { Gathering } from "../gatherings/gathering.entity.js";
import { Comment } from "../ideas/comment.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { Member } from "../members/member.entity.js";
import type { Node } from "../../core/graphql/node.js";
import { SubjectKind } from "../../core/access/subject-kind.js";

/** How moderation handles one kind of subject: its reports and its hiding. */
interface Subjects {
  kind: SubjectKind;
  entity: new () => Node;
  /** The table, with columns `id` and `hidden_at`. */
  table: Sql;
  /** A statement that selects the ids of the authors. */
  authors: (id: string) => Sql;
}

/** All kinds of subject that can be reported. */
const subjects: Subjects[] = [
  {
    kind: SubjectKind.MEMBER,
    entity: Member,
    table: sql`member`,
    authors: (id) => sql`SELECT id FROM member WHERE id = ${id}`,
  },
  {
    kind: SubjectKind.IDEA,
    entity: Idea,
    table: sql`idea`,
    authors: (id) => sql`SELECT author_id FROM idea WHERE id = ${id}`,
  },
  {
    kind: SubjectKind.COMMENT,
    entity: Comment,
    table: sql`comment`,
    authors: (id) => sql`SELECT author_id FROM comment WHERE id = ${id}`,
  },
  {
    kind: SubjectKind.GATHERING,
    entity: Gathering,
    table: sql`gathering`,
    authors: (id) => sql`SELECT member_id FROM gathering_host WHERE gathering_id = ${id}`,
  },
];

/** A subject that was or can be reported. */
export interface SubjectRef {
  subjectKind: SubjectKind;
  subjectId: string;
}

/** The node as a reportable subject; null for other kinds of node. */
export function reportable(node: Node): SubjectRef | null {
  const kind = subjects.find(({ entity }) => node instanceof entity)?.kind;
  return kind === undefined ? null : { subjectKind: kind, subjectId: node.id };
}

const subjectsOf = (kind: SubjectKind): Subjects => subjects.find((candidate) => candidate.kind === kind)!;

export const tableOf = ({ subjectKind }: SubjectRef): Sql => subjectsOf(subjectKind).table;

/** The current authors of a subject: the member, the author, or all hosts. */
export async function authorsOf(db: Connection, { subjectKind, subjectId }: SubjectRef): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    sql`SELECT author.id FROM (${subjectsOf(subjectKind).authors(subjectId)}) AS author (id) ORDER BY 1`,
  );
  return rows.map((row) => row.id);
}
