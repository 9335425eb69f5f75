import sql from "sql-template-tag";
import { z } from "zod";
import { known } from "../../import/invalid-row.js";
import { id } from "../../import/cells/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { ideasBySourceId } from "./imported-ideas.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "supports.csv": true;
  }
}

/** The file has no time: a support is dated to the posting of the idea, or to now, if that is earlier. */
export const supportsFile = importFile({
  name: "supports.csv",
  alsoNamed: ["steun", "stemmen", "soutiens", "votes"],
  tables: (source) => ({ support: sql`WHERE idea_id IN (SELECT id FROM idea ${ofSource(source)})` }),
  rules: () => z.object({ idea: id, member: id }),
  otherNames: { idea: ["idee", "idée"], member: ["lid", "membre"] },
  key: (row) => `${row.idea}, ${row.member}`,
  lookUp: async (rows, batch) => {
    const ideas = await ideasBySourceId(
      batch,
      rows.map((row) => row.idea),
    );
    const withdrawn = await batch.query<{ ideaId: string; memberId: string }>(sql`
      SELECT idea_id AS "ideaId", member_id AS "memberId" FROM withdrawn_support
      WHERE idea_id = ANY(${[...ideas.values()].map((idea) => idea.id)}::uuid[])`);
    return {
      ideas,
      members: await membersBySourceId(
        batch,
        rows.map((row) => row.member),
      ),
      withdrawn: new Set(withdrawn.map(({ ideaId, memberId }) => `${ideaId} ${memberId}`)),
    };
  },
  resolve: (row, { ideas, members, withdrawn }, { now }, remark) => {
    const { id: ideaId, postedAt } = known(ideas, "idea", row.idea, "ideas.csv");
    const memberId = known(members, "member", row.member, "members.csv");
    if (withdrawn.has(`${ideaId} ${memberId}`)) {
      remark("is left out, as the member has taken back this support since");
      return null;
    }
    return { ideaId, memberId, supportedAt: postedAt < now ? postedAt : now };
  },
  insert: async (supports, batch) => {
    const added = await batch.query(sql`
      INSERT INTO support (idea_id, member_id, supported_at)
      SELECT * FROM unnest(
        ${supports.map((support) => support.ideaId)}::uuid[],
        ${supports.map((support) => support.memberId)}::uuid[],
        ${supports.map((support) => support.supportedAt)}::timestamptz[])
      ON CONFLICT DO NOTHING RETURNING 1`);
    return added.length;
  },
});
