import sql from "sql-template-tag";
import { z } from "zod";
import { InvalidRow, known } from "../../import/invalid-row.js";
import { id } from "../../import/cells/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { idsBySourceId } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "collaborations.csv": true;
  }
}

/** The two ids sorted, so that b,a is a,b; a `|` inside an id is escaped, so that no two pairs read the same. */
const pair = (row: { member_a: string; member_b: string }): string =>
  [row.member_a, row.member_b]
    .sort()
    .map((member) => member.replace(/[\\|]/g, "\\$&"))
    .join("|");

/** A row is a collaboration of two members, which counts from its import on. */
export const collaborationsFile = importFile({
  name: "collaborations.csv",
  alsoNamed: ["samenwerkingen"],
  tables: (source) => ({ collaboration: ofSource(source), collaboration_member: null }),
  rules: () =>
    z.object({ member_a: id, member_b: id }).refine((row) => row.member_a !== row.member_b, {
      path: ["member_b"],
      message: "is member_a too: name two members.",
    }),
  key: pair,
  content: pair,
  lookUp: async (rows, batch) => ({
    collaborations: await idsBySourceId(batch, "collaboration", rows.map(pair)),
    members: await membersBySourceId(
      batch,
      rows.flatMap((row) => [row.member_a, row.member_b]),
    ),
  }),
  resolve: (row, { collaborations, members }, batch) => {
    const memberIds = (["member_a", "member_b"] as const).map((column) =>
      known(members, column, row[column], "members.csv"),
    );
    if (memberIds[0] === memberIds[1]) throw new InvalidRow("member_a and member_b are one member: name two.");
    return collaborations.has(pair(row)) ? null : { id: batch.newId(), sourceId: pair(row), memberIds };
  },
  insert: async (collaborations, batch) => {
    const added = await batch.query(sql`
      INSERT INTO collaboration (id, started_at, source, source_id)
      SELECT id, ${batch.now}, ${batch.source}, source_id FROM unnest(
        ${collaborations.map((collaboration) => collaboration.id)}::uuid[],
        ${collaborations.map((collaboration) => collaboration.sourceId)}::text[]) AS new (id, source_id)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    const places = collaborations.flatMap(({ id, memberIds }) => memberIds.map((memberId) => ({ id, memberId })));
    await batch.query(sql`
      INSERT INTO collaboration_member (collaboration_id, member_id)
      SELECT * FROM unnest(
        ${places.map((place) => place.id)}::uuid[],
        ${places.map((place) => place.memberId)}::uuid[])`);
    return added.length;
  },
});
