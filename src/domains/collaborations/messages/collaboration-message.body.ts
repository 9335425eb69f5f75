import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import type { Context } from "../../../core/graphql/context.js";
import { collaborationPolicy } from "../collaboration.policy.js";
import type { CollaborationMessage } from "./collaboration-message.entity.js";

/** The text of a message; null when it was removed or is hidden from the caller. */
export async function readableBody(ctx: Context, message: CollaborationMessage): Promise<string | null> {
  if (message.removedAt !== null) return null;
  const isReadable =
    message.hiddenAt === null || can(await actorOf(ctx), collaborationPolicy.readHiddenMessage, message);
  return isReadable ? message.body : null;
}
