import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, groupBy, loader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import type { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { blockBetween } from "../../members/member.visibility.js";
import type { Reader } from "../../../core/access/reader.js";
import { Idea } from "../idea.entity.js";
import { ideaConditions, maySeeIdea } from "../idea.reads.js";
import { isAuthor } from "./authorship.js";
import { CoAuthorInvitation } from "./co-author-invitation.entity.js";

export const CoAuthorInvitationConnection = connectionType("CoAuthorInvitation", () => CoAuthorInvitation);

/** The idea of the invitation with the alias `e` is one that the caller may see, and that meets the condition. */
const ofVisibleIdea = (reader: Reader, condition: (idea: Sql) => Sql = () => sql`true`): Sql => sql`EXISTS (
  SELECT FROM idea i WHERE i.id = e.idea_id AND ${maySeeIdea(reader, sql`i`)} AND ${condition(sql`i`)})`;

const invitedOrAuthor = ({ callerId }: Context): ((idea: Sql) => Sql) => {
  const caller = sql`${callerId}::uuid`;
  return (idea) => sql`(e.member_id = ${caller} OR ${isAuthor(idea, caller)})`;
};

/**
 * The invitation, for the invited member and the authors of the idea; none while a block separates the member from who
 * invited them, who would otherwise read from its status that there is one.
 */
export const coAuthorInvitationById = entityLoader(CoAuthorInvitation, (ctx) =>
  ofVisibleIdea(
    ctx,
    (idea) => sql`${invitedOrAuthor(ctx)(idea)} AND NOT ${blockBetween(sql`e.member_id`, sql`${idea}.author_id`)}`,
  ),
);

/** The ids of the co-authors of an idea, in the order in which they joined. */
export const coAuthorIds = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ ideaId: string; memberId: string }>(sql`
    SELECT idea_id AS "ideaId", member_id AS "memberId" FROM co_author_invitation
    WHERE idea_id = ANY(${ids}::uuid[]) AND status = 'ACCEPTED' ORDER BY answered_at, id`);
  return groupBy(
    rows,
    (row) => row.ideaId,
    (row) => row.memberId,
  );
}, []);

/** The co-authors of an idea whose profile the caller may see. */
export async function coAuthorsOf(ctx: Context, ideaId: string): Promise<Member[]> {
  const members = await Promise.all((await coAuthorIds(ctx, ideaId)).map((id) => memberById(ctx, id)));
  return members.filter((member) => member !== null);
}

/** The pending invitations of an idea, the earliest first, for its authors; none for others. */
export const pendingInvitationsOf = loader<CoAuthorInvitation[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<CoAuthorInvitation>(sql`
    SELECT ${columnsOf(ctx.database.source, CoAuthorInvitation, "e")} FROM co_author_invitation e
    JOIN idea i ON i.id = e.idea_id
    WHERE e.idea_id = ANY(${ids}::uuid[]) AND e.status = 'PENDING' AND ${isAuthor(sql`i`, sql`${ctx.callerId}::uuid`)}
    ORDER BY e.invited_at, e.id`);
  return groupBy(
    rows,
    (row) => row.ideaId,
    (row) => entityOf(CoAuthorInvitation, row),
  );
}, []);

/** The pending invitations of a member (`e.member_id`), newest first. */
export const invitationsOfMember = (ctx: Context): List<CoAuthorInvitation> => ({
  name: "viewer.coAuthorInvitations",
  node: CoAuthorInvitation,
  where: [sql`e.status = 'PENDING'`, ofVisibleIdea(ctx)],
  order: { name: "invited", key: sql`e.invited_at`, form: "time", descending: true },
});

/** The ideas of which a member is a co-author (`co.member_id`), what they joined last first. */
export const coAuthoredIdeas = (ctx: Context): List<Idea> => ({
  name: "member.coAuthoredIdeas",
  node: Idea,
  from: sql`co_author_invitation co JOIN idea e ON e.id = co.idea_id`,
  where: [sql`co.status = 'ACCEPTED'`, ...ideaConditions(ctx, null)],
  order: { name: "joined", key: sql`co.answered_at`, form: "time", descending: true },
});
