import { Arg, Ctx, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { MessagePayload } from "../message.payload.js";
import { assignMessage } from "./assign-message.service.js";
import { handleMessage } from "./handle-message.service.js";
import { AssignMessageInput, HandleMessageInput } from "./handling.inputs.js";

@ObjectType({ description: "The result of `assignMessage`." })
export class AssignMessagePayload extends MessagePayload {}

@ObjectType({ description: "The result of `handleMessage`." })
export class HandleMessagePayload extends MessagePayload {}

@Resolver()
export class MessageHandlingMutations {
  @Mutation(() => AssignMessagePayload, {
    nullable: true,
    description:
      "Says who is to handle a message, who is notified of it unless they are the caller. Only organisers and administrators may " +
      "do this, and neither they nor whom they name may be its sender or a party to the decision that it appeals against. Others " +
      "may still handle it, and the last of several assignments stays. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, SUSPENDED, " +
      "ALREADY_DECIDED, NOT_YOURS_TO_DECIDE. Faults: FORBIDDEN.",
  })
  assignMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => AssignMessageInput, { description: "The message and who is to handle it." })
    input: AssignMessageInput,
  ): Promise<AssignMessagePayload> {
    return payload(async () => ({ message: await assignMessage(ctx, input) }));
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
