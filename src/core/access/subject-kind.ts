import type { Sql } from "sql-template-tag";
import { ClosedSet, type Declared } from "../closed-sets/closed-set.js";
import type { Connection } from "../database/database.js";
import type { Language } from "../texts/language.js";
import type { Node } from "../graphql/node.js";

/** What moderation and the audit trail can be about. A domain adds its own in `<name>.subject.ts`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the domains fill it
export interface SubjectKinds {}

export type SubjectKind = keyof SubjectKinds;

export interface SubjectDeclaration extends Declared {
  /** What a mail calls it to the member whose it is: "your idea". */
  yours: Record<Language, string>;
  /** What moderation needs to know to take reports about it and to hide it; null for what cannot be reported. */
  reportable: ReportableSubject | null;
}

export interface ReportableSubject {
  entity: new () => Node;
  /** Its rows have an `id`, and `hidden_at` for what is hidden. */
  table: Sql;
  /** The column with its title; null where it has none. */
  title: Sql | null;
  /** Statement: the ids of the members whose it is. */
  authors: (id: string) => Sql;
  /** What events about it carry beside its id, so that the log's index finds them. */
  eventData?: (id: string, db: Connection) => Promise<Record<string, string>>;
}

export const subjectKinds = new ClosedSet<SubjectKind, SubjectDeclaration>(
  "SubjectKind",
  "The kind of object that a report, a moderation case or an audit entry concerns (soort onderwerp).",
);
