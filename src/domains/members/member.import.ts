import sql, { empty } from "sql-template-tag";
import { z } from "zod";
import { email } from "../../core/graphql/validation.js";
import { Experience, ProfileVisibility, Sector } from "./member.enums.js";
import { headline, memberName, organisationName } from "./member.validation.js";
import { InvalidRow, shown } from "../../import/invalid-row.js";
import type { Batch } from "../../import/batch.js";
import { id, language, moment, oneOf, optional } from "../../import/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "./imported-members.js";
import { distinct } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "members.csv": true;
  }
}

interface NewMember {
  id: string;
  sourceId: string;
  name: string;
  email: string | null;
  headline: string | null;
  organisation: string | null;
  sector: Sector | null;
  experience: Experience | null;
  language: string | null;
  joinedAt: Date;
}

/** A member with an e-mail address gets an account, which cannot sign in until it has a password. */
export const membersFile = importFile({
  name: "members.csv",
  tables: (source) => ({ organisation: empty, account: empty, member: ofSource(source) }),
  rules: z.object({
    id,
    name: memberName,
    email: optional(email),
    headline: optional(headline),
    organisation: optional(organisationName),
    sector: optional(oneOf(Sector)),
    experience: optional(oneOf(Experience)),
    language: optional(language),
    /** Empty means today. */
    joined_at: optional(moment),
  }),
  key: (row) => row.id,
  lookUp: async (rows, batch) => {
    const sourceIds = rows.map((row) => row.id);
    const addresses = distinct(rows.map((row) => row.email));
    const taken = await batch.query<{ email: string }>(
      sql`SELECT email FROM account WHERE email = ANY(${addresses}::text[])`,
    );
    return { members: await membersBySourceId(batch, sourceIds), taken: new Set(taken.map((row) => row.email)) };
  },
  resolve: ({ id: sourceId, joined_at: joinedAt, ...row }, { members, taken }, batch): NewMember | null => {
    if (members.has(sourceId)) return null;
    if (row.email !== null && taken.has(row.email))
      throw new InvalidRow(`email ${shown(row.email)} is another member's already: correct it, or leave it empty.`);
    if (row.email !== null) taken.add(row.email);
    return { ...row, id: batch.newId(), sourceId, joinedAt: joinedAt ?? batch.now };
  },
  insert: async (members, batch) => {
    const organisations = await organisationIds(members, batch);
    const added = await batch.query(sql`
      INSERT INTO member
        (id, name, headline, organisation_id, sector, experience, languages, joined_at, profile_visibility,
          share_attendance, source, source_id)
      SELECT id, name, headline, organisation_id, sector, experience, array_remove(ARRAY[language], NULL), joined_at,
        ${batch.settings?.visibility ?? ProfileVisibility.MEMBERS}::profile_visibility, ${batch.settings?.shareAttendance ?? false}::boolean,
        ${batch.source}, source_id
      FROM unnest(
        ${members.map((member) => member.id)}::uuid[],
        ${members.map((member) => member.name)}::text[],
        ${members.map((member) => member.headline)}::text[],
        ${members.map((member) => organisations.get(member.organisation))}::uuid[],
        ${members.map((member) => member.sector)}::sector[],
        ${members.map((member) => member.experience)}::experience[],
        ${members.map((member) => member.language)}::language[],
        ${members.map((member) => member.joinedAt)}::timestamptz[],
        ${members.map((member) => member.sourceId)}::text[])
        AS new (id, name, headline, organisation_id, sector, experience, language, joined_at, source_id)
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
  },
});

/** Organisation ids by name; missing organisations are created, in the sector of the first member who names them. */
async function organisationIds(members: NewMember[], batch: Batch): Promise<Map<string | null, string>> {
  const sectors = new Map<string, Sector | null>();
  for (const { organisation, sector } of members)
    if (organisation !== null && !sectors.has(organisation)) sectors.set(organisation, sector);
  if (sectors.size === 0) return new Map();
  const names = [...sectors.keys()];
  await batch.query(sql`
    INSERT INTO organisation (id, name, sector)
    SELECT * FROM unnest(
      ${names.map(() => batch.newId())}::uuid[],
      ${names}::text[],
      ${[...sectors.values()]}::sector[])
    ON CONFLICT (name) DO NOTHING`);
  const rows = await batch.query<{ id: string; name: string }>(
    sql`SELECT id, name FROM organisation WHERE name = ANY(${names}::text[])`,
  );
  return new Map(rows.map((row) => [row.name, row.id]));
}
