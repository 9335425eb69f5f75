import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload } from "../../core/errors/user-error.js";
import { LeaveMessageInput } from "./message.inputs.js";
import { MessagePayload } from "./message.payload.js";
import { leaveMessage } from "./message.service.js";

@ObjectType({ description: "The result of `leaveMessage`." })
export class LeaveMessagePayload extends MessagePayload {}

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
}
