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

/** What one table holds about a member, and what becomes of it. */
export interface PersonalTable {
  /** The rows that are the member's, as the export shows them; or why it shows none. */
  exported: ((memberId: string) => Sql) | { nothing: string };
  /** The statements that take away what tells who the member was; or why what is there may stay. */
  erased: ((erasure: Erasure) => Sql[]) | { stays: string };
}

/**
 * What the tables of one domain hold about members. Every table of the database stands in one of the two lists; a test
 * compares.
 */
export interface PersonalData {
  /** The tables with a member in them. */
  personal?: Record<string, PersonalTable>;
  /** The other tables, each with why no member is in it. */
  impersonal?: Record<string, string>;
}
