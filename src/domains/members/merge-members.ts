import sql, { join, raw, type Sql } from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { dropUnused } from "../organisations/organisation.service.js";

/**
 * Gives a member all that refers to `from`, an imported member without an account, who is then deleted. What the member
 * has as well, such as a registration for the same gathering, stays as they have it. Gives false, and changes nothing,
 * when `from` has an account by now.
 */
export async function mergeMembers(batch: Batch, from: string, into: string): Promise<boolean> {
  // Nobody can give them an account from here on.
  const [member] = await batch.query<{ organisationId: string | null }>(
    sql`SELECT organisation_id AS "organisationId" FROM member WHERE id = ${from} FOR UPDATE`,
  );
  const accounts = await batch.query(sql`
    SELECT FROM account WHERE member_id = ${from} UNION ALL SELECT FROM external_identity WHERE member_id = ${from}`);
  if (!member || accounts.length > 0) return false;
  // Interests that they chose themselves are theirs alone.
  await batch.query(sql`
    DELETE FROM interest WHERE member_id = ${from}
      AND EXISTS (SELECT FROM member WHERE id = ${into} AND interests_set_at IS NOT NULL)`);
  for (const reference of await references(batch)) await batch.query(moved(reference, from, into));
  await batch.query(sql`DELETE FROM member WHERE id = ${from}`);
  if (member.organisationId !== null) await dropUnused(batch, [member.organisationId]);
  return true;
}

interface Reference {
  table: string;
  column: string;
  /** The other columns of its table that refer to members. */
  others: string[];
  /** Whether a row that still refers to the member keeps them from being deleted. */
  isHeld: boolean;
  /** For each unique index with the column, the others in it, joined by commas. */
  keys: string[];
}

/** All columns that refer to members; in a dry run, those of the copied tables. */
const references = (batch: Batch): Promise<Reference[]> =>
  batch.query<Reference>(sql`
    WITH reference AS (
      SELECT t.relname AS table, t.oid AS id, a.attname AS column, a.attnum AS number, c.confdeltype = 'a' AS held
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND NOT t.relispartition AND c.confrelid = (
          SELECT oid FROM pg_class WHERE relname = 'member' AND relnamespace = current_schema()::regnamespace)
        AND (SELECT relpersistence FROM pg_class WHERE oid = to_regclass(quote_ident(t.relname)))
          = (SELECT relpersistence FROM pg_class WHERE oid = 'member'::regclass))
    SELECT r.table, r.column, r.held AS "isHeld",
      ARRAY(SELECT o.column::text FROM reference o WHERE o.id = r.id AND o.column <> r.column) AS others,
      ARRAY(
        SELECT coalesce(string_agg(a.attname, ','), '') FROM pg_index i
        LEFT JOIN pg_attribute a ON a.attrelid = r.id AND a.attnum = ANY(i.indkey) AND a.attnum <> r.number
        WHERE i.indrelid = r.id AND i.indisunique AND r.number = ANY(i.indkey) GROUP BY i.indexrelid) AS keys
    FROM reference r ORDER BY 1, 2`);

/**
 * Moves the rows that would not repeat one of the member's own. Nor do they refer to them twice, such as a block between
 * the two, but for those that cannot go with the former member, such as a practice with the member as its contact.
 */
function moved({ table, column, others, isHeld, keys }: Reference, from: string, into: string): Sql {
  const name = (identifier: string): Sql => raw(`"${identifier}"`);
  const conditions = [
    ...(isHeld ? [] : others).map((other) => sql`r.${name(other)} IS DISTINCT FROM ${into}`),
    ...keys.map((key) => {
      const same = key.split(",").flatMap((part) => (part === "" ? [] : sql` AND o.${name(part)} = r.${name(part)}`));
      return sql`NOT EXISTS (SELECT FROM ${name(table)} o WHERE o.${name(column)} = ${into}${join([sql``, ...same], "")})`;
    }),
  ];
  return sql`
    WITH moved AS (
      UPDATE ${name(table)} r SET ${name(column)} = ${into}
      WHERE ${join([sql`r.${name(column)} = ${from}`, ...conditions], " AND ")} RETURNING 1)
    SELECT FROM moved`;
}
