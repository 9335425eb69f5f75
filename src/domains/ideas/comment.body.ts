import type { Context } from "../../core/graphql/context.js";
import { actorOf } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import type { Comment } from "./comment.entity.js";
import { ideaPolicy } from "./idea.policy.js";

/** The text of a comment; null when it was removed or is hidden from the caller. */
export async function readableBody(ctx: Context, comment: Comment): Promise<string | null> {
  if (comment.removedAt !== null) return null;
  const isReadable = comment.hiddenAt === null || can(await actorOf(ctx), ideaPolicy.readHiddenComment, comment);
  return isReadable ? comment.body : null;
}
