import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Collaboration } from "../collaboration.entity.js";
import { CollaborationMessage } from "./collaboration-message.entity.js";
import { MarkMessagesReadInput, SendMessageInput } from "./collaboration-message.inputs.js";
import { markMessagesRead } from "./mark-messages-read.service.js";
import { sendMessage } from "./send-message.service.js";

@ObjectType({ description: "The result of `sendMessage`." })
export class SendMessagePayload extends Payload {
  @Field(() => CollaborationMessage, {
    nullable: true,
    description: "The message that was sent; null when nothing was changed.",
  })
  message?: CollaborationMessage | null;
}

@ObjectType({ description: "The result of `markMessagesRead`." })
export class MarkMessagesReadPayload extends Payload {
  @Field(() => Collaboration, {
    nullable: true,
    description: "The collaboration after the change; null when nothing was changed.",
  })
  collaboration?: Collaboration | null;
}

@Resolver()
export class CollaborationMessageMutations {
  @Mutation(() => SendMessagePayload, {
    nullable: true,
    description:
      "Sends a message to the other members of a collaboration that the caller takes part in. It is delivered to the " +
      "subscribers of `messageReceived`, and the others are notified; a member who is separated from the caller by a block " +
      "does not receive it. NO_RECIPIENTS means that this leaves nobody. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, " +
      "IDEMPOTENCY_CONFLICT, SUSPENDED, COLLABORATION_STOPPED, NO_RECIPIENTS.",
  })
  sendMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => SendMessageInput, { description: "The collaboration and the message." })
    input: SendMessageInput,
  ): Promise<SendMessagePayload> {
    return payload(async () => ({ message: await sendMessage(ctx, input) }));
  }

  @Mutation(() => MarkMessagesReadPayload, {
    nullable: true,
    description:
      "Marks the messages of a collaboration up to one as read by the caller, for `Collaboration.unreadMessageCount`; " +
      "nobody else sees it. Suspended members may do this, too. Errors: NOT_FOUND.",
  })
  markMessagesRead(
    @Ctx() ctx: Context,
    @Arg("input", () => MarkMessagesReadInput, { description: "The collaboration and its last message that was read." })
    input: MarkMessagesReadInput,
  ): Promise<MarkMessagesReadPayload> {
    return payload(async () => ({ collaboration: await markMessagesRead(ctx, input) }));
  }
}
