import sql, { empty } from "sql-template-tag";
import { z } from "zod";
import { email } from "../../core/graphql/validation.js";
import { Experience, MemberLevel } from "./member.enums.js";
import { Sector } from "../organisations/sector.enum.js";
import { memberHeaders } from "./member.import-headers.js";
import { experienceWords, levelWords, sectorWords } from "./member.import-words.js";
import { headline, memberName } from "./member.validation.js";
import { organisationName } from "../organisations/organisation.validation.js";
import { erased, InvalidRow, shown } from "../../import/invalid-row.js";
import type { Batch } from "../../import/batch.js";
import { id, language, oneOf, optional } from "../../import/cells/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { insertMembers, type NewMember } from "./member.import-inserts.js";
import { currentMembers, updateMembers } from "./member.import-updates.js";
import { organisationKey } from "../organisations/organisation-key.js";
import { membersBySourceId } from "./imported-members.js";
import { mergeMembers } from "./merge-members.js";
import { distinct, idsBySourceId } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "members.csv": true;
  }
}

/** A row about somebody who is in the network already. */
interface KnownMember {
  sourceId: string;
  memberId: string;
  /** Whom the source brought in for them before, without an account. */
  formerId?: string;
}

/**
 * A member with an e-mail address gets an account, which cannot sign in until it has a password. A row with the address
 * of an account stands for its member: other files may refer to it, and nothing of theirs changes.
 */
export const membersFile = importFile({
  name: "members.csv",
  alsoNamed: [
    "leden",
    "ledenlijst",
    "ledenbestand",
    "membres",
    "liste des membres",
    "member list",
    "contacten",
    "contacts",
  ],
  tables: (source) => ({
    organisation: empty,
    account: empty,
    // Those of other sources are compared with.
    member: empty,
    member_source: ofSource(source),
  }),
  rules: ({ past, plainLine }) =>
    z.object({
      id,
      name: plainLine(memberName),
      email: optional(email),
      headline: optional(plainLine(headline)),
      organisation: optional(plainLine(organisationName)),
      sector: optional(oneOf(Sector, sectorWords)),
      experience: optional(oneOf(Experience, experienceWords)),
      level: optional(oneOf(MemberLevel, levelWords)),
      language: optional(language),
      /** Empty means today. */
      joined_at: optional(past),
    }),
  derived: {
    // A list without numbers of its own knows its people by their addresses.
    id: {
      from: ["email"],
      derive: (cells) => cells.email?.toLowerCase(),
      missing: "is missing: give the row an e-mail address (email), or an id of its own (id).",
    },
    name: {
      from: ["first_name", "last_name_prefix", "last_name"],
      derive: (cells) =>
        [cells.first_name, cells.last_name_prefix, cells.last_name].filter(Boolean).join(" ") || undefined,
    },
  },
  dispensable: ["email", "headline", "organisation", "sector", "experience", "level", "language", "joined_at"],
  otherNames: memberHeaders,
  key: (row) => row.id,
  lookUp: async (rows, batch) => {
    const sourceIds = rows.map((row) => row.id);
    const addresses = distinct(rows.map((row) => row.email));
    const accounts = await batch.query<{ email: string; memberId: string }>(
      sql`SELECT email, member_id AS "memberId" FROM account WHERE email = ANY(${addresses}::text[])`,
    );
    const own = await idsBySourceId(batch, "member", sourceIds);
    const unreachable = await batch.query<{ id: string }>(sql`
      SELECT id FROM member WHERE id = ANY(${[...own.values()]}::uuid[])
        AND NOT EXISTS (SELECT FROM account WHERE member_id = member.id)
        AND NOT EXISTS (SELECT FROM external_identity WHERE member_id = member.id)
        AND NOT EXISTS (SELECT FROM audit_entry WHERE member.id IN (actor_id, affected_id))`);
    return {
      members: await membersBySourceId(batch, sourceIds),
      own,
      byAddress: new Map(accounts.map(({ email, memberId }) => [email, memberId])),
      /** The source's own members without an account, whom the audit trail does not name. */
      unreachable: new Set(unreachable.map(({ id }) => id)),
      namesakes: await namesakesOf(rows, batch),
    };
  },
  resolve: (
    { id: sourceId, joined_at: joinedAt, ...row },
    { members, byAddress, unreachable, namesakes },
    batch,
    remark,
  ): NewMember | KnownMember | null => {
    const known = row.email === null ? undefined : byAddress.get(row.email);
    const own = members.get(sourceId);
    if (own === erased) return null;
    if (own !== undefined) {
      if (known !== undefined && known !== own && unreachable.has(own)) {
        remark(
          `has the address ${shown(row.email!)} of somebody who is there already, and who gets all that was theirs`,
        );
        return { sourceId, memberId: known, formerId: own };
      }
      if (known !== undefined && known !== own)
        throw new InvalidRow(`email ${shown(row.email!)} is another member's already: correct it, or leave it empty.`);
      if (row.email !== null) byAddress.set(row.email, own);
      return null;
    }
    if (known !== undefined) {
      remark(`has the address ${shown(row.email!)} of somebody who is there already, and stands for them`);
      return { sourceId, memberId: known };
    }
    const namesake = sourceId === row.email ? namesakes.get(row.name) : undefined;
    if (namesake !== undefined)
      remark(
        `is a new member, though ${shown(namesake)} of this source is called ${shown(row.name)} too: ` +
          `for one person with another address, add a column id to the list, with ${shown(namesake)} in this row`,
      );
    const id = batch.newId();
    if (row.email !== null) byAddress.set(row.email, id);
    return { ...row, id, sourceId, joinedAt: joinedAt ?? batch.now };
  },
  insert: async (entries, batch) => {
    const members = entries.filter((entry) => "id" in entry);
    const known = entries.filter((entry) => "memberId" in entry);
    const added = members.length === 0 ? 0 : await insertMembers(members, batch);
    const merged = new Set<KnownMember>();
    for (const entry of known)
      if (entry.formerId !== undefined && (await mergeMembers(batch, entry.formerId, entry.memberId)))
        merged.add(entry);
    const named = known.filter((entry) => entry.formerId === undefined || merged.has(entry));
    if (named.length > 0)
      await batch.query(sql`
        INSERT INTO member_source (source, source_id, member_id)
        SELECT ${batch.source}, * FROM unnest(
          ${named.map((member) => member.sourceId)}::text[],
          ${named.map((member) => member.memberId)}::uuid[])
        ON CONFLICT DO NOTHING`);
    return { added, changed: merged.size };
  },
  updates: {
    // Who was in the network before is not this source's to change.
    idOf: (row, { own }) => own.get(row.id),
    fields: (row) => ({
      name: row.name,
      // An account stays when its address is gone from the list.
      ...(row.email !== null && { email: row.email }),
      headline: row.headline,
      organisation: row.organisation,
      sector: row.sector,
      experience: row.experience,
      level: row.level,
      language: row.language,
      ...(row.joined_at !== null && { joined_at: row.joined_at.toISOString() }),
    }),
    defaults: (row, { now }) => ({ joined_at: (row.joined_at ?? now).toISOString() }),
    current: currentMembers,
    update: updateMembers,
    same: { organisation: (name) => organisationKey(String(name)) },
  },
  review: async (batch) => {
    // A few of them are enough to know the same list by, and all are too many to compare. One such list is enough, too.
    const twins = await batch.query<{ source: string; example: string }>(sql`
      WITH own AS MATERIALIZED (
        SELECT source_id, name FROM member WHERE source = ${batch.source} AND erased_at IS NULL LIMIT 20)
      SELECT other.source, min(own.name) AS example FROM own
      JOIN member other ON other.source_id = own.source_id AND other.name = own.name
      WHERE other.source <> ${batch.source} AND other.erased_at IS NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`);
    return twins.map(
      ({ source, example }) =>
        `${shown(example)} has the id and name of a member of ${shown(source)}, and is another member: ` +
        `a new version of that list is imported with --source ${source}; look with --dry-run first`,
    );
  },
});

/** By the names of rows that an address alone identifies: whom the source has under such a name, but not here. */
async function namesakesOf(
  rows: { id: string; name: string; email: string | null }[],
  batch: Batch,
): Promise<Map<string, string>> {
  const names = distinct(rows.map(({ id, name, email }) => (id === email ? name : null)));
  const found = await batch.query<{ name: string; sourceId: string }>(sql`
    SELECT name, source_id AS "sourceId" FROM member
    WHERE source = ${batch.source} AND name = ANY(${names}::text[]) AND source_id <> ALL(${rows.map(({ id }) => id)}::text[])`);
  return new Map(found.map(({ name, sourceId }) => [name, sourceId]));
}
