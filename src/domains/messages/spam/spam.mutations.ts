import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { MessagePayload } from "../message.payload.js";
import { discardMessage, releaseMessage } from "./spam.service.js";

@InputType({ description: "The message to let through." })
export class ReleaseMessageInput {
  @Field(() => ID, { description: "The id of an unhandled message." })
  id: string;
}

@InputType({ description: "The message to discard." })
export class DiscardMessageInput {
  @Field(() => ID, { description: "The id of an unhandled message that is no appeal." })
  id: string;
}

@ObjectType({ description: "The result of `releaseMessage`." })
export class ReleaseMessagePayload extends MessagePayload {}

@ObjectType({ description: "The result of `discardMessage`." })
export class DiscardMessagePayload extends MessagePayload {}

@Resolver()
export class SpamMutations {
  @Mutation(() => ReleaseMessagePayload, {
    nullable: true,
    description:
      "Lets a message through that looked like spam, of which the other coordinators are notified then. No effect on one that " +
      "was not held. Only organisers and administrators may do this, not for their own messages. Errors: NOT_FOUND, SUSPENDED, " +
      "ALREADY_DECIDED, NOT_YOURS_TO_DECIDE. Faults: FORBIDDEN.",
  })
  releaseMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => ReleaseMessageInput, { description: "The message to let through." }) input: ReleaseMessageInput,
  ): Promise<ReleaseMessagePayload> {
    return payload(async () => ({ message: await releaseMessage(ctx, input) }));
  }

  @Mutation(() => DiscardMessagePayload, {
    nullable: true,
    description:
      "Handles a message as spam: it is deleted after 30 days, and until then messages like it are held. Only organisers and " +
      "administrators may do this, not for their own messages, and not for appeals. Errors: INVALID_INPUT, NOT_FOUND, " +
      "SUSPENDED, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE. Faults: FORBIDDEN.",
  })
  discardMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => DiscardMessageInput, { description: "The message to discard." }) input: DiscardMessageInput,
  ): Promise<DiscardMessagePayload> {
    return payload(async () => ({ message: await discardMessage(ctx, input) }));
  }
}
