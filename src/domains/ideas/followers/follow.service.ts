import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { reject } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { isCoAuthor } from "../authors/authorship.js";
import type { Idea } from "../idea.entity.js";
import { openIdeaLocked } from "../idea.locks.js";
import { ideaById } from "../idea.reads.js";
import { ideaWording } from "../idea.wording.js";

/** Makes the caller a follower of an idea; idempotent. */
export async function followIdea(ctx: Context, id: string): Promise<Idea> {
  const memberId = requireCaller(ctx);
  const ideaId = idOf(id);
  return participating(ctx, async (tx) => {
    const idea = await openIdeaLocked(tx, ideaId);
    const followed = await tx.db.query(sql`
      INSERT INTO idea_follower (idea_id, member_id, followed_at) VALUES (${ideaId}, ${memberId}, ${tx.now()})
      ON CONFLICT (idea_id, member_id) DO UPDATE SET followed_at = excluded.followed_at, left_at = NULL
      WHERE idea_follower.left_at IS NOT NULL RETURNING idea_id`);
    if (followed.length > 0) await countWrite(tx, "setting");
    return idea;
  });
}

/** Lets the caller hear no more of an idea, whether they follow or support it; idempotent. */
export async function unfollowIdea(ctx: Context, id: string): Promise<Idea> {
  const memberId = requireCaller(ctx);
  const ideaId = idOf(id);
  return inTransaction(ctx, async (tx) => {
    const idea = await ideaById(tx, ideaId);
    if (!idea) reject("NOT_FOUND", ideaWording.noIdea, "ideaId");
    await tx.db.query(sql`
      INSERT INTO idea_follower (idea_id, member_id, followed_at, left_at)
      VALUES (${ideaId}, ${memberId}, ${tx.now()}, ${tx.now()})
      ON CONFLICT (idea_id, member_id) DO UPDATE SET left_at = excluded.left_at WHERE idea_follower.left_at IS NULL`);
    return idea;
  });
}

/** Who comments on an idea follows it from then on, unless they left it, or are one of its authors. */
export async function followByCommenting(tx: TransactionContext, { id, authorId }: Idea): Promise<void> {
  const memberId = requireCaller(tx);
  if (memberId === authorId) return;
  await tx.db.query(sql`
    INSERT INTO idea_follower (idea_id, member_id, followed_at)
    SELECT idea.id, ${memberId}, ${tx.now()} FROM idea
    WHERE idea.id = ${id} AND NOT ${isCoAuthor(sql`idea`, sql`${memberId}::uuid`)}
    ON CONFLICT DO NOTHING`);
}
