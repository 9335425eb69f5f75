import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader, entityLoader, groupBy } from "../../core/graphql/batch.js";
import type { List, Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Member } from "../members/member.entity.js";
import { maySeeMember } from "../members/member.visibility.js";
import { Collaboration } from "./collaboration.entity.js";

export const collaborationById = entityLoader(Collaboration);

/** Those without a date are from before the records, and so the oldest; `collaboration_newest_idx` has the same key. */
export const newestFirst: Order = {
  name: "newest",
  key: sql`coalesce(e.started_at, '0001-01-01 00:00:00+00'::timestamptz)`,
  form: "time",
  descending: true,
};

export const collaborationsOfMember: List<Collaboration> = {
  name: "member.collaborations",
  node: Collaboration,
  from: sql`collaboration_member cm JOIN collaboration e ON e.id = cm.collaboration_id`,
  order: newestFirst,
};

/** The collaborations that began at a gathering (`e.gathering_id`), or about an idea (`e.idea_id`). */
export const collaborationsOf = (origin: "gathering" | "idea"): List<Collaboration> => ({
  name: `${origin}.collaborations`,
  node: Collaboration,
  order: newestFirst,
});

export const membersOfCollaboration = loader<Member[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<Member & { collaborationId: string }>(sql`
    SELECT cm.collaboration_id AS "collaborationId", ${columnsOf(ctx.database.source, Member, "e")}
    FROM collaboration_member cm JOIN member e ON e.id = cm.member_id
    WHERE cm.collaboration_id = ANY(${ids}::uuid[]) AND ${maySeeMember(ctx, sql`e`)} ORDER BY e.name, e.id`);
  return groupBy(
    rows,
    (row) => row.collaborationId,
    (row) => entityOf(Member, row),
  );
}, []);

/** The ids of all members of a collaboration, regardless of visibility. */
export const participantsOf = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; memberId: string }>(sql`
    SELECT collaboration_id AS id, member_id AS "memberId" FROM collaboration_member
    WHERE collaboration_id = ANY(${ids}::uuid[])`);
  return groupBy(
    rows,
    (row) => row.id,
    (row) => row.memberId,
  );
}, []);

/** Whether the caller takes part in a collaboration. */
export const takesPart = async (ctx: Context, collaborationId: string): Promise<boolean> =>
  ctx.callerId !== null && (await participantsOf(ctx, collaborationId)).includes(ctx.callerId);
