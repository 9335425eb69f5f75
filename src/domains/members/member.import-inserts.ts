import sql from "sql-template-tag";
import { searchColumns, searchRules } from "../../core/search/searched-table.js";
import type { Batch } from "../../import/batch.js";
import type { Stored } from "../../import/import-file.js";
import { ProfileVisibility, type Experience, type MemberLevel } from "./member.enums.js";
import type { Sector } from "../organisations/sector.enum.js";
import { memberSearch } from "./member.search.js";
import { organisationIdsByName } from "../organisations/organisation.service.js";

/** A member whom an import adds. */
export interface NewMember {
  id: string;
  sourceId: string;
  name: string;
  email: string | null;
  headline: string | null;
  organisation: string | null;
  sector: Sector | null;
  experience: Experience | null;
  level: MemberLevel | null;
  language: string | null;
  joinedAt: Date;
}

/** Adds members, with accounts for those who have an address; returns how many. */
export async function insertMembers(members: (NewMember & Stored)[], batch: Batch): Promise<number> {
  const organisations = await organisationIds(members, batch);
  const added = await batch.query(sql`
      INSERT INTO member
        (id, name, headline, organisation_id, sector, experience, level, languages, joined_at, profile_visibility,
          share_attendance, source, source_id, imported, search, search_rules)
      SELECT id, name, headline, organisation_id, sector, experience, level, array_remove(ARRAY[language], NULL), joined_at,
        ${batch.settings?.visibility ?? ProfileVisibility.MEMBERS}::profile_visibility,
        ${batch.settings?.shareAttendance ?? false}::boolean,
        ${batch.source}, source_id, imported, search::tsvector, ${searchRules}::smallint
      FROM unnest(
        ${members.map((member) => member.id)}::uuid[],
        ${members.map((member) => member.name)}::text[],
        ${members.map((member) => member.headline)}::text[],
        ${members.map(({ organisation }) => (organisation === null ? null : organisations.get(organisation)))}::uuid[],
        ${members.map((member) => member.sector)}::sector[],
        ${members.map((member) => member.experience)}::experience[],
        ${members.map((member) => member.level)}::member_level[],
        ${members.map((member) => member.language)}::language[],
        ${members.map((member) => member.joinedAt)}::timestamptz[],
        ${members.map((member) => member.sourceId)}::text[],
        ${members.map((member) => member.imported)}::jsonb[],
        ${members.map((member) => searchColumns(memberSearch, member).search)}::text[])
        AS new (id, name, headline, organisation_id, sector, experience, level, language, joined_at, source_id, imported, search)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
  const reachable = members.filter((member) => member.email !== null);
  // Without ON CONFLICT: if the address is taken concurrently, the batch fails, restarts and then sees it as taken.
  if (reachable.length > 0)
    await batch.query(sql`
        INSERT INTO account (member_id, email, language)
        SELECT member_id, email, coalesce(language, 'NL') FROM unnest(
          ${reachable.map((member) => member.id)}::uuid[],
          ${reachable.map((member) => member.email)}::text[],
          ${reachable.map((member) => member.language)}::language[]) AS new (member_id, email, language)`);
  return added.length;
}

/** Organisation ids by name; missing organisations are created, in the sector of the first member who names them. */
async function organisationIds(members: NewMember[], batch: Batch): Promise<Map<string, string>> {
  const sectors = new Map<string, Sector | null>();
  for (const { organisation, sector } of members)
    if (organisation !== null && !sectors.has(organisation)) sectors.set(organisation, sector);
  return organisationIdsByName(batch, batch.newId, sectors);
}
