import sql from "sql-template-tag";
import type { Context } from "../../core/graphql/context.js";
import { readableBody } from "./comment.body.js";
import { commentById, ideaById } from "./idea.reads.js";
import type { Idea } from "./idea.entity.js";
import { CommentAdded } from "./comment-added.resolver.js";
import { defineSubscription } from "../../core/subscriptions/subscription-definition.js";
import { payloadOf } from "../../core/subscriptions/resumable.js";
import { unknownId } from "../../core/subscriptions/unknown-id.js";

const ideaOf = (ctx: Context, args: Record<string, unknown>): Promise<Idea | null> =>
  ideaById(ctx, args.ideaId as string);

/** Comments on an idea and replies to them, as they are added. */
export const commentAdded = defineSubscription({
  name: "commentAdded",
  kinds: ["comment.added"],
  isAdditive: true,
  topicsOf: ({ data }) => [`idea ${data.ideaId}`],
  /** The author of the comment that is replied to can read it even while it is hidden from others. */
  ownersOf: ({ data }) => [data.authorId, data.answeredId].filter((id) => id !== undefined),
  /** The author sees the idea and its comments even while it is withdrawn or hidden. */
  isOwn: async (ctx, args) => (await ideaOf(ctx, args))?.authorId === ctx.callerId,
  async filterFor(ctx, args) {
    const idea = await ideaOf(ctx, args);
    if (!idea) throw unknownId("idea", "ideaId", "ideas");
    const { id } = idea;
    return {
      topics: [`idea ${id}`],
      where: sql`kind = 'comment.added' AND data->>'ideaId' = ${id}`,
      matches: ({ data }) => data.ideaId === id,
    };
  },
  async resolvePayload(ctx, event) {
    const read = [commentById(ctx, event.subjectId), ideaById(ctx, event.data.ideaId)] as const;
    const [comment, idea] = await Promise.all(read);
    // The idea is loaded here for a selection of `comment.idea`: it may be withdrawn before that field is resolved.
    if (!comment || !idea) return null;
    // A list includes a comment without a readable body because of its replies; as an event it has no content.
    const hasBody = (await readableBody(ctx, comment)) !== null;
    return hasBody ? payloadOf(CommentAdded, event, { comment }) : null;
  },
});
