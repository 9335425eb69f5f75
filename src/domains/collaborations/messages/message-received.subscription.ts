import sql from "sql-template-tag";
import { requireCaller } from "../../../core/graphql/context.js";
import { optionalIdOf } from "../../../core/graphql/ids.js";
import { payloadOf } from "../../../core/subscriptions/resumable.js";
import { defineSubscription } from "../../../core/subscriptions/subscription-definition.js";
import { unknownId } from "../../../core/subscriptions/unknown-id.js";
import { takesPart } from "../collaboration.reads.js";
import { readableBody } from "./collaboration-message.body.js";
import { messageById } from "./collaboration-message.reads.js";
import { MessageReceived } from "./message-received.resolver.js";

/** Messages as they are sent, each delivered to those alone who received it, and who still take part. */
export const messageReceived = defineSubscription({
  name: "messageReceived",
  kinds: ["collaboration.messaged"],
  isAdditive: true,
  topicsOf: ({ data }) => data.memberIds.map((id) => `member ${id}`),
  ownersOf: ({ data }) => data.memberIds,
  async filterFor(ctx, args) {
    const memberId = requireCaller(ctx);
    const collaborationId = optionalIdOf(args.collaborationId as string | null | undefined);
    if (collaborationId !== null && !(await takesPart(ctx, collaborationId)))
      throw unknownId("collaboration of yours", "collaborationId", "viewer");
    return {
      topics: [`member ${memberId}`],
      where: sql`kind = 'collaboration.messaged' AND data->'memberIds' ? ${memberId}`,
      matches: ({ data }) =>
        data.memberIds.includes(memberId) && (collaborationId === null || data.collaborationId === collaborationId),
    };
  },
  async resolvePayload(ctx, event) {
    const message = await messageById(ctx, event.subjectId);
    // As an event, a message without a readable text has no content.
    if (!message || (await readableBody(ctx, message)) === null) return null;
    return payloadOf(MessageReceived, event, { message });
  },
});
