import type { Sql } from "sql-template-tag";

/** The erasure of one member, as the statements that do it need it. */
export interface Erasure {
  memberId: string;
  /** The address of the account. */
  email: string;
  /** Whether posts stay, under a former member, or go with the account. */
  keepPosts: boolean;
  now: Date;
}

/** What one table holds about a member, and what becomes of it: a row of docs/privacy.md. */
export interface PersonalTable {
  /** What the data is for, in a sentence. */
  purpose: string;
  /** How long a row is stored, with the numbers of the statements that delete it. */
  retention: string;
  /** The rows that are the member's, as the export shows them; or why it shows none. */
  exported: ((memberId: string) => Sql) | { nothing: string };
  /** The statements that take away what tells who the member was; or why what is there may stay. */
  erased: ((erasure: Erasure) => Sql[]) | { stays: string };
}

/** A table without a member in it: a row of docs/privacy.md. */
export interface ImpersonalTable {
  /** What it has instead, so that nobody is in it. */
  nobody: string;
  /** How long a row is stored. */
  retention: string;
}

/**
 * What the tables of one domain hold about members. Every table of the database stands in one of the two lists; a test
 * compares.
 */
export interface PersonalData {
  /** The tables with a member in them. */
  personal?: Record<string, PersonalTable>;
  /** The other tables. */
  impersonal?: Record<string, ImpersonalTable>;
}
