import sql from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import type { Change, Current } from "../../import/changes.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { memberSearch } from "./member.search.js";
import { dropUnused, organisationIdsByName } from "../organisations/organisation.service.js";

/** Members that an import brought in, as they are now. */
export async function currentMembers(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  // Before the members, as their own changes lock them.
  if (lock) await batch.query(sql`SELECT 1 FROM member WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`);
  const rows = await batch.query<MemberNow>(sql`
    SELECT m.id, m.imported, m.name, m.headline, o.name AS organisation, m.sector, m.experience, m.level, m.languages::text[] AS languages,
      m.joined_at AS "joinedAt", a.email,
      a.password_hash IS NOT NULL OR EXISTS (SELECT FROM external_identity e WHERE e.member_id = m.id) AS "signsIn"
    FROM member m LEFT JOIN organisation o ON o.id = m.organisation_id LEFT JOIN account a ON a.member_id = m.id
    WHERE m.id = ANY(${ids}::uuid[]) AND m.erased_at IS NULL`);
  return rows.map(({ id, imported, languages, joinedAt, signsIn, ...row }) => ({
    ...{ id, imported },
    fields: { ...row, language: languages.join("|") || null, joined_at: joinedAt.toISOString() },
    // Whoever signs in with an address keeps it.
    fixed: { ...(signsIn && { email: "was changed here" }) },
    isUntouched: !signsIn,
  }));
}

interface MemberNow {
  id: string;
  imported: Record<string, string> | null;
  name: string;
  headline: string | null;
  organisation: string | null;
  sector: string | null;
  experience: string | null;
  level: string | null;
  languages: string[];
  joinedAt: Date;
  email: string | null;
  signsIn: boolean;
}

export async function updateMembers(changes: readonly Change[], batch: Batch): Promise<void> {
  const names = changes.flatMap(({ fields }) => (fields.organisation === null ? [] : String(fields.organisation)));
  const organisations = await organisationIdsByName(batch, batch.newId, new Map(names.map((name) => [name, null])));
  const rows = changes.map(({ id, fields, imported }) => ({
    ...{ ...fields, id, imported },
    organisation_id: fields.organisation === null ? null : organisations.get(String(fields.organisation)),
    languages: fields.language === null ? [] : String(fields.language).split("|"),
    ...searchColumns(memberSearch, { name: String(fields.name), headline: fields.headline as string | null }),
  }));
  const left = await batch.query<{ id: string }>(sql`
    SELECT DISTINCT organisation_id AS id FROM member
    WHERE id = ANY(${changes.map(({ id }) => id)}::uuid[]) AND organisation_id IS NOT NULL`);
  await batch.query(sql`
    UPDATE member SET name = new.name, headline = new.headline, organisation_id = new.organisation_id, sector = new.sector,
      experience = new.experience, level = new.level, languages = new.languages, joined_at = new.joined_at, imported = new.imported,
      search = new.search, search_rules = new."searchRules"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, name text, headline text, organisation_id uuid, sector sector, experience experience, level member_level, languages language[],
      joined_at timestamptz, imported jsonb, search tsvector, "searchRules" smallint)
    WHERE member.id = new.id RETURNING 1`);
  await dropUnused(
    batch,
    left.map(({ id }) => id),
  );
  const addressed = changes.filter(({ changed }) => changed.includes("email"));
  // Without ON CONFLICT: if the address is taken concurrently, the batch fails, restarts and then sees it as taken.
  if (addressed.length > 0)
    await batch.query(sql`
      INSERT INTO account (member_id, email)
      SELECT * FROM unnest(
        ${addressed.map(({ id }) => id)}::uuid[],
        ${addressed.map(({ fields }) => fields.email)}::text[])
      ON CONFLICT (member_id) DO UPDATE SET email = excluded.email`);
}
