import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { fold } from "../../../core/search/folding.js";
import type { RegistrationStatus } from "../gathering.enums.js";

/** Somebody who has a place at a gathering or waits for one, as the check-in page shows them. */
export interface Participant {
  registrationId: string;
  name: string;
  status: RegistrationStatus;
  checkedInAt: Date | null;
}

export const minLetters = 2;
export const maxFound = 10;
const maxLength = 100;
const maxWords = 5;

/** Control characters as well, one of which the database refuses. */
const separators = /[\s\p{Cc}\-'’.,]+/u;

/** The words of a name to search for, without accents; null when they have too few letters. */
export function wordsOf(name: string): string[] | null {
  const words = fold(name.slice(0, maxLength).toLowerCase())
    .split(separators)
    .filter((word) => word !== "")
    .slice(0, maxWords);
  return Math.max(0, ...words.map((word) => word.length)) < minLetters ? null : words;
}

/** Letters that Unicode does not decompose, as in `fold`. */
const [from, to] = ["øØđĐðÐħĦıłŁŋŊŧŦ", "oOdDdDhHilLnNtT"];

/** A name as `wordsOf` splits it: in lower case and without accents, each word after a space. */
const folded = (name: Sql): Sql => sql`' ' || regexp_replace(lower(translate(
  replace(replace(replace(replace(replace(
    regexp_replace(normalize(${name}, NFKD), '[\u0300-\u036F]', '', 'g'),
    'ß', 'ss'), 'æ', 'ae'), 'Æ', 'Ae'), 'œ', 'oe'), 'Œ', 'Oe'), ${from}, ${to})), '[-\\s''’.,]+', ' ', 'g')`;

/** The participants with a word for each of these that begins with it, ordered by name; one more than are shown. */
export function participantsNamed(db: Connection, gatheringId: string, words: string[]): Promise<Participant[]> {
  const patterns = words.map((word) => `% ${word.replace(/[\\%_]/g, "\\$&")}%`);
  return db.query<Participant>(sql`
    ${participants} WHERE gathering_id = ${gatheringId} AND ${folded(sql`name`)} LIKE ALL (${patterns}::text[])
    ORDER BY name, "registrationId" LIMIT ${maxFound + 1}`);
}

/** The participant with this registration, or null. */
export async function participantOf(
  db: Connection,
  gatheringId: string,
  registrationId: string,
): Promise<Participant | null> {
  const [found] = await db.query<Participant>(sql`
    ${participants} WHERE gathering_id = ${gatheringId} AND "registrationId" = ${registrationId}`);
  return found ?? null;
}

const participants: Sql = sql`
  SELECT "registrationId", name, status, "checkedInAt" FROM (
    SELECT r.id AS "registrationId", r.gathering_id, coalesce(m.name, guest.name) AS name, r.status,
      r.checked_in_at AS "checkedInAt"
    FROM registration r LEFT JOIN member m ON m.id = r.member_id LEFT JOIN guest ON guest.id = r.guest_id
    WHERE r.status IN ('GOING', 'WAITLISTED') AND m.erased_at IS NULL
      AND coalesce(m.name, guest.name) IS NOT NULL) AS participant`;
