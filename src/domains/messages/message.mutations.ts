import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Message } from "./message.entity.js";
import { HandleMessageInput, LeaveMessageInput } from "./message.inputs.js";
import { handleMessage, leaveMessage } from "./message.service.js";

@ObjectType()
abstract class MessagePayload extends Payload {
  @Field(() => Message, { nullable: true, description: "The message; null when nothing was changed." })
  message?: Message | null;
}

@ObjectType({ description: "The answer of `leaveMessage`." })
export class LeaveMessagePayload extends MessagePayload {}

@ObjectType({ description: "The answer of `handleMessage`." })
export class HandleMessagePayload extends MessagePayload {}

@Resolver()
export class MessageMutations {
  @Mutation(() => LeaveMessagePayload, {
    description:
      "Leaves a message for the network's coordinators, also without an account; a suspended member may, so as to appeal. INVALID_INPUT, NOT_FOUND, ALREADY_APPEALED, ALREADY_DECIDED, TRY_AGAIN.",
  })
  leaveMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => LeaveMessageInput, { description: "The message." }) input: LeaveMessageInput,
  ): Promise<LeaveMessagePayload> {
    return payload(async () => ({ message: await leaveMessage(ctx, input) }));
  }

  @Mutation(() => HandleMessagePayload, {
    description:
      "Marks a message as handled; organisers and administrators, not their own. INVALID_INPUT, NOT_FOUND, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE, SUSPENDED.",
  })
  handleMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => HandleMessageInput, { description: "The message, and a note." }) input: HandleMessageInput,
  ): Promise<HandleMessagePayload> {
    return payload(async () => ({ message: await handleMessage(ctx, input) }));
  }
}
