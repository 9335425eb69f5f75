import sql, { raw, type Sql } from "sql-template-tag";
import { z } from "zod";
import type { Current } from "../../import/changes.js";
import { erased, known } from "../../import/invalid-row.js";
import { id, optional } from "../../import/cells/cells.js";
import { sinceNames } from "../../import/cells/since-names.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { ideasBySourceId } from "./imported-ideas.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "supports.csv": true;
  }
}

export const supportsFile = importFile({
  name: "supports.csv",
  alsoNamed: ["steun", "stemmen", "soutiens", "votes"],
  tables: (source) => ({ support: sql`WHERE idea_id IN (SELECT id FROM idea ${ofSource(source)})` }),
  rules: ({ past }) =>
    z.object({
      idea: id,
      member: id,
      /** Empty means unknown: it is from before the records. */
      since: optional(past),
    }),
  otherNames: { idea: ["idee", "idée"], member: ["lid", "membre"], since: sinceNames },
  dispensable: ["since"],
  key: (row) => `${row.idea}, ${row.member}`,
  lookUp: async (rows, batch) => {
    const ideas = await ideasBySourceId(
      batch,
      rows.map((row) => row.idea),
    );
    const members = await membersBySourceId(
      batch,
      rows.map((row) => row.member),
    );
    const ideaIds = [...ideas.values()].map((idea) => idea.id);
    const withdrawn = await batch.query<Pair>(sql`
      SELECT idea_id AS "ideaId", member_id AS "memberId" FROM withdrawn_support WHERE idea_id = ANY(${ideaIds}::uuid[])`);
    const there = await batch.query<Pair>(sql`
      SELECT idea_id AS "ideaId", member_id AS "memberId" FROM support WHERE idea_id = ANY(${ideaIds}::uuid[])
        AND member_id = ANY(${[...members.values()].filter((member) => member !== erased)}::uuid[])`);
    return { ideas, members, withdrawn: new Set(withdrawn.map(idOf)), there: new Set(there.map(idOf)) };
  },
  resolve: (row, { ideas, members, withdrawn, there }, _batch, remark) => {
    const { id: ideaId } = known(ideas, "idea", row.idea, "ideas.csv");
    const memberId = known(members, "member", row.member, "members.csv");
    if (withdrawn.has(idOf({ ideaId, memberId }))) {
      remark("is left out, as the member has taken back this support since");
      return null;
    }
    return there.has(idOf({ ideaId, memberId })) ? null : { ideaId, memberId, since: row.since };
  },
  insert: async (supports, batch) => {
    const added = await batch.query(sql`
      INSERT INTO support (idea_id, member_id, supported_at, imported)
      SELECT * FROM unnest(
        ${supports.map((support) => support.ideaId)}::uuid[],
        ${supports.map((support) => support.memberId)}::uuid[],
        ${supports.map((support) => support.since)}::timestamptz[],
        ${supports.map((support) => support.imported)}::jsonb[])
      ON CONFLICT DO NOTHING RETURNING 1`);
    return added.length;
  },
  updates: {
    idOf: (row, { ideas, members, there }) => {
      const pair = idOf({ ideaId: ideas.get(row.idea)?.id ?? "", memberId: String(members.get(row.member)) });
      return there.has(pair) ? pair : undefined;
    },
    fields: ({ since }) => ({ since: since?.toISOString() ?? null }),
    current: async (pairs, batch, lock) => {
      const rows = await batch.query<{ id: string; imported: Current["imported"]; since: Date | null }>(sql`
        SELECT concat_ws(' ', s.idea_id, s.member_id) AS id, s.imported, s.supported_at AS since
        FROM ${pairsOf(pairs)} JOIN support s USING (idea_id, member_id) ORDER BY 1 ${raw(lock ? "FOR UPDATE OF s" : "")}`);
      return rows.map(({ since, ...row }) => ({
        ...row,
        fields: { since: since?.toISOString() ?? null },
        // Nobody changes when they supported an idea.
        isUntouched: since === null,
      }));
    },
    update: async (changes, batch) => {
      await batch.query(sql`
        UPDATE support SET supported_at = new.since, imported = new.imported
        FROM unnest(
          ${changes.map(({ id: pair }) => pair.split(" ")[0])}::uuid[],
          ${changes.map(({ id: pair }) => pair.split(" ")[1])}::uuid[],
          ${changes.map(({ fields }) => fields.since)}::timestamptz[],
          ${changes.map(({ imported }) => JSON.stringify(imported))}::jsonb[]) AS new (idea_id, member_id, since, imported)
        WHERE support.idea_id = new.idea_id AND support.member_id = new.member_id RETURNING 1`);
    },
  },
});

interface Pair {
  ideaId: string;
  memberId: string;
}

const idOf = ({ ideaId, memberId }: Pair): string => `${ideaId} ${memberId}`;

const pairsOf = (pairs: readonly string[]): Sql => sql`unnest(
  ${pairs.map((pair) => pair.split(" ")[0])}::uuid[], ${pairs.map((pair) => pair.split(" ")[1])}::uuid[]) AS p (idea_id, member_id)`;
