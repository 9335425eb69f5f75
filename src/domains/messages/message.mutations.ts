import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Message } from "./message.entity.js";
import { HandleMessageInput, LeaveMessageInput } from "./message.inputs.js";
import { handleMessage, leaveMessage } from "./message.service.js";

@ObjectType()
abstract class MessagePayload extends Payload {
  @Field(() => Message, { nullable: true, description: "The message after the change; null when nothing was changed." })
  message?: Message | null;
}

@ObjectType({ description: "The result of `leaveMessage`." })
export class LeaveMessagePayload extends MessagePayload {}

@ObjectType({ description: "The result of `handleMessage`." })
export class HandleMessagePayload extends MessagePayload {}

@Resolver()
export class MessageMutations {
  @Mutation(() => LeaveMessagePayload, {
    nullable: true,
    description:
      "Leaves a message for the network's coordinators, or appeals against a decision. Requires a signed-in caller " +
      "for an appeal only. Suspended members may do this, too. At most 5 a minute from one client " +
      "address without signing in. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT, " +
      "ALREADY_DECIDED, ALREADY_APPEALED. Faults: UNAUTHENTICATED.",
  })
  leaveMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => LeaveMessageInput, { description: "The message to leave." }) input: LeaveMessageInput,
  ): Promise<LeaveMessagePayload> {
    return payload(async () => ({ message: await leaveMessage(ctx, input) }));
  }

  @Mutation(() => HandleMessagePayload, {
    nullable: true,
    description:
      "Marks a message as handled. Only organisers and administrators may do this, not for their own messages and " +
      "not for appeals against decisions that they made or that affect them. Errors: INVALID_INPUT, NOT_FOUND, " +
      "SUSPENDED, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE. Faults: FORBIDDEN.",
  })
  handleMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => HandleMessageInput, { description: "The message and an optional note." })
    input: HandleMessageInput,
  ): Promise<HandleMessagePayload> {
    return payload(async () => ({ message: await handleMessage(ctx, input) }));
  }
}
