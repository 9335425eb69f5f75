import sql, { type Sql } from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { SpamSign } from "./spam.enums.js";

const maxLinks = 2;
/** How often the same text may be left; a form is sent twice by mistake. */
const maxTimes = 2;
const lately = sql`interval '30 days'`;

/** What is the same text, whatever its letter case and white space; the index `message_text_idx` has it. */
const textIn = (body: Sql): Sql => sql`md5(lower(regexp_replace(${body}, '\\s+', ' ', 'g')))`;

/** Why a message looks like spam; in the order of the enumeration, and empty for most. */
export async function spamSignsOf(
  tx: TransactionContext,
  { body, email }: { body: string; email: string | null },
): Promise<SpamSign[]> {
  const since = sql`${tx.now()}::timestamptz - ${lately}`;
  const [found] = await tx.db.query<{ times: number; isRefused: boolean; isDiscarded: boolean }>(sql`
    SELECT (SELECT count(*)::int FROM (
        SELECT FROM message e WHERE ${textIn(sql`e.body`)} = ${textIn(sql`${body}::text`)} AND e.left_at > ${since}
        LIMIT ${maxTimes}) AS same) AS times,
      EXISTS (SELECT FROM message e WHERE lower(e.email) = ${email} AND e.address_refused_at IS NOT NULL) AS "isRefused",
      EXISTS (SELECT FROM message e WHERE ${textIn(sql`e.body`)} = ${textIn(sql`${body}::text`)} AND e.discarded_at > ${since})
        OR EXISTS (SELECT FROM message e WHERE lower(e.email) = ${email} AND e.discarded_at > ${since}) AS "isDiscarded"`);
  const { times, isRefused, isDiscarded } = found!;
  return [
    ...(linksIn(body) > maxLinks ? [SpamSign.LINKS] : []),
    ...(times >= maxTimes ? [SpamSign.REPEATED] : []),
    ...(isRefused ? [SpamSign.REFUSED_ADDRESS] : []),
    ...(isDiscarded ? [SpamSign.DISCARDED_BEFORE] : []),
  ];
}

const linksIn = (body: string): number => body.match(/\bhttps?:\/\/|\bwww\./gi)?.length ?? 0;

/** What looked like spam and nobody looked at, and what was discarded, for 30 days. */
export const spamRetention: Sql[] = [
  sql`DELETE FROM message WHERE handled_at IS NULL AND released_at IS NULL AND spam_signs <> '{}'
    AND left_at < now() - interval '30 days'`,
  sql`DELETE FROM message WHERE discarded_at < now() - interval '30 days'`,
];
