import sql, { raw, type Sql } from "sql-template-tag";
import { z } from "zod";
import { Stance } from "./member.enums.js";
import { stanceWords } from "./member.import-words.js";
import type { Current } from "../../import/changes.js";
import { erased, known } from "../../import/invalid-row.js";
import { id, oneOf, optional, slug } from "../../import/cells/cells.js";
import { sinceNames } from "../../import/cells/since-names.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "./imported-members.js";
import { importedThemesBySlug, mergedSlugs } from "../themes/imported-themes.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "interests.csv": true;
  }
}

export const interestsFile = importFile({
  name: "interests.csv",
  alsoNamed: ["interesses", "interessegebieden", "intérêts", "centres d'intérêt"],
  tables: (source) => ({ interest: sql`WHERE member_id IN (SELECT id FROM member ${ofSource(source)})` }),
  rules: ({ past }) =>
    z.object({
      member: id,
      theme: slug,
      /** Empty means FOLLOWS, as in `setInterests`. */
      stance: oneOf(Stance, stanceWords).default(Stance.FOLLOWS),
      /** Empty means unknown: it is from before the records. */
      since: optional(past),
    }),
  otherNames: {
    member: ["lid", "membre"],
    theme: ["thema", "thème"],
    stance: ["houding", "rol", "rôle"],
    since: sinceNames,
  },
  dispensable: ["since"],
  key: (row) => `${row.member}, ${row.theme}`,
  lookUp: async (rows, batch) => {
    const members = await membersBySourceId(
      batch,
      rows.map((row) => row.member),
    );
    const memberIds = [...new Set(members.values())].filter((member) => member !== erased);
    const there = await batch.query<{ memberId: string; themeId: string }>(sql`
      SELECT member_id AS "memberId", theme_id AS "themeId" FROM interest WHERE member_id = ANY(${memberIds}::uuid[])`);
    const chosen = await batch.query<{ id: string }>(sql`
      SELECT id FROM member WHERE id = ANY(${memberIds}::uuid[]) AND interests_set_at IS NOT NULL`);
    return {
      members,
      themes: await importedThemesBySlug(
        batch,
        rows.map((row) => row.theme),
      ),
      merged: await mergedSlugs(
        batch,
        rows.map((row) => row.theme),
      ),
      there: new Set(there.map(interestId)),
      /** Members who chose their interests themselves, which no import undoes. */
      chosen: new Set(chosen.map(({ id: memberId }) => memberId)),
    };
  },
  resolve: (row, { members, themes, there, chosen }, _batch, remark) => {
    const memberId = known(members, "member", row.member, "members.csv");
    const themeId = known(themes, "theme", row.theme, "themes.csv");
    if (there.has(interestId({ memberId, themeId }))) return null;
    if (!chosen.has(memberId)) return { memberId, themeId, stance: row.stance, since: row.since };
    remark("is left out, as the member has chosen their interests themselves since");
    return null;
  },
  insert: async (interests, batch) => {
    const added = await batch.query(sql`
      INSERT INTO interest (member_id, theme_id, stance, since, imported)
      SELECT * FROM unnest(
        ${interests.map((interest) => interest.memberId)}::uuid[],
        ${interests.map((interest) => interest.themeId)}::uuid[],
        ${interests.map((interest) => interest.stance)}::stance[],
        ${interests.map((interest) => interest.since)}::timestamptz[],
        ${interests.map((interest) => interest.imported)}::jsonb[])
      ON CONFLICT DO NOTHING RETURNING 1`);
    return added.length;
  },
  updates: {
    idOf: (row, { members, themes, merged, chosen }) => {
      const [memberId, themeId] = [members.get(row.member)!, themes.get(row.theme)!];
      return chosen.has(memberId) || merged.has(row.theme) ? undefined : interestId({ memberId, themeId });
    },
    fields: ({ stance, since }) => ({ stance, since: since?.toISOString() ?? null }),
    current: async (ids, batch, lock) => {
      const rows = await batch.query<Pick<Current, "id" | "imported"> & { stance: Stance; since: Date | null }>(sql`
        SELECT concat_ws(' ', i.member_id, i.theme_id) AS id, i.imported, i.stance, i.since
        FROM ${pairsOf(ids)} JOIN interest i USING (member_id, theme_id)
        ORDER BY 1 ${raw(lock ? "FOR UPDATE OF i" : "")}`);
      return rows.map(({ stance, since, ...row }) => ({
        ...row,
        fields: { stance, since: since?.toISOString() ?? null },
      }));
    },
    update: async (changes, batch) => {
      await batch.query(sql`
        UPDATE interest SET stance = new.stance, since = new.since, imported = new.imported
        FROM unnest(
          ${changes.map(({ id: pair }) => pair.split(" ")[0])}::uuid[],
          ${changes.map(({ id: pair }) => pair.split(" ")[1])}::uuid[],
          ${changes.map(({ fields }) => fields.stance)}::stance[],
          ${changes.map(({ fields }) => fields.since)}::timestamptz[],
          ${changes.map(({ imported }) => JSON.stringify(imported))}::jsonb[])
          AS new (member_id, theme_id, stance, since, imported)
        WHERE interest.member_id = new.member_id AND interest.theme_id = new.theme_id RETURNING 1`);
    },
  },
});

const interestId = ({ memberId, themeId }: { memberId: string; themeId: string }): string => `${memberId} ${themeId}`;

const pairsOf = (ids: readonly string[]): Sql => sql`unnest(
  ${ids.map((pair) => pair.split(" ")[0])}::uuid[], ${ids.map((pair) => pair.split(" ")[1])}::uuid[]) AS p (member_id, theme_id)`;
