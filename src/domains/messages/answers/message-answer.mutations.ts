import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { MessagePayload } from "../message.payload.js";
import { answerMessage } from "./answer-message.service.js";
import { MessageAnswer } from "./message-answer.entity.js";
import { AnswerMessageInput } from "./message-answer.inputs.js";

@ObjectType({ description: "The result of `answerMessage`." })
export class AnswerMessagePayload extends MessagePayload {
  @Field(() => MessageAnswer, { nullable: true, description: "The answer; null when nothing was changed." })
  answer?: MessageAnswer | null;
}

@Resolver()
export class MessageAnswerMutations {
  @Mutation(() => AnswerMessagePayload, {
    nullable: true,
    description:
      "Answers a message in the name of the network, by a mail from its address to who left it; several answers to one message " +
      "are one conversation in mail programs. A member reads the answer in the service as well, and gets no mail who wants none. " +
      "Only organisers and administrators may do this, not for their own messages and not for appeals against decisions that " +
      "involve them. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, SUSPENDED, IDEMPOTENCY_CONFLICT, NOT_YOURS_TO_DECIDE, " +
      "NO_REPLY_ADDRESS. Faults: FORBIDDEN.",
  })
  answerMessage(
    @Ctx() ctx: Context,
    @Arg("input", () => AnswerMessageInput, { description: "The message and the answer." }) input: AnswerMessageInput,
  ): Promise<AnswerMessagePayload> {
    return payload(() => answerMessage(ctx, input));
  }
}
