import sql, { type Sql } from "sql-template-tag";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import type { Idea } from "../idea.entity.js";
import { authoredIdeaLocked } from "../idea.locks.js";
import { ideaById } from "../idea.reads.js";
import type { RemoveCoAuthorInput } from "./co-author.inputs.js";
import { removeCoAuthorRules } from "./co-author.validation.js";
import { coAuthorWording } from "./co-author.wording.js";

/**
 * Ends the part of a co-author in an idea, or withdraws an invitation, for the author; lets a co-author leave it. No
 * effect for who has no part in it. Gives the idea if the caller may still see it.
 */
export async function removeCoAuthor(ctx: Context, input: RemoveCoAuthorInput): Promise<Idea | null> {
  const by = requireCaller(ctx);
  const { ideaId, memberId } = checkInput(removeCoAuthorRules, input);
  return inTransaction(ctx, async (tx) => {
    const { authorId } = await authoredIdeaLocked(tx, ideaId, "ideaId");
    if (by !== authorId && by !== memberId) reject("NOT_FOUND", coAuthorWording.notYours, "memberId");
    await endWhere(tx, sql`co.idea_id = ${ideaId} AND co.member_id = ${memberId}`, { by });
    return ideaById(tx, ideaId);
  });
}

/** Ends what the two, of whom one blocked the other, have of each other's ideas as co-authors; the block is `by`'s. */
export async function endCoAuthorshipsBetween(tx: TransactionContext, by: string, other: string): Promise<void> {
  const between = sql`((idea.author_id = ${by} AND co.member_id = ${other})
    OR (idea.author_id = ${other} AND co.member_id = ${by}))`;
  const ideas = sql`SELECT idea.id FROM co_author_invitation co JOIN idea ON idea.id = co.idea_id
    WHERE ${between} AND co.status IN ('PENDING', 'ACCEPTED')`;
  // Edits and answers lock the idea as well.
  await tx.db.query(sql`SELECT FROM idea WHERE id IN (${ideas}) ORDER BY id FOR UPDATE`);
  await endWhere(tx, sql`(co.member_id IN (${by}, ${other}) AND co.idea_id IN (${ideas}))`, { by, isBlock: true });
}

/** Ends the open invitations and co-authorships that match, by the alias `co`, of ideas that are locked. */
async function endWhere(tx: TransactionContext, condition: Sql, data: { by: string; isBlock?: true }): Promise<void> {
  const ended = await tx.db.query<{ id: string; ideaId: string; memberId: string; status: "WITHDRAWN" | "ENDED" }>(sql`
    WITH ended AS (
      UPDATE co_author_invitation co SET answered_at = ${tx.now()},
        status = (CASE co.status WHEN 'PENDING' THEN 'WITHDRAWN' ELSE 'ENDED' END)::co_author_invitation_status
      WHERE co.status IN ('PENDING', 'ACCEPTED') AND ${condition}
      RETURNING co.id, co.idea_id AS "ideaId", co.member_id AS "memberId", co.status)
    SELECT * FROM ended ORDER BY id`);
  for (const { id, ideaId, memberId, status } of ended)
    tx.announce({ kind: "co-author.ended", subjectId: id, data: { ideaId, memberId, status, ...data } });
}
