import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Idea } from "../idea.entity.js";
import { MarkAnswerInput } from "./answer.inputs.js";
import { markAnswer } from "./answer.service.js";

@ObjectType({ description: "The result of `markAnswer`." })
export class MarkAnswerPayload extends Payload {
  @Field(() => Idea, { nullable: true, description: "The idea in its current state; null when nothing was changed." })
  idea?: Idea | null;
}

@Resolver()
export class AnswerMutations {
  @Mutation(() => MarkAnswerPayload, {
    nullable: true,
    description:
      "Marks a comment as the answer to a question of the caller (antwoord), or removes the mark; the author of the comment " +
      "and those who follow the question are notified of an answer. No effect on the present one. " +
      "Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, IDEA_WITHDRAWN, COMMENT_WITHDRAWN, SUSPENDED.",
  })
  markAnswer(
    @Ctx() ctx: Context,
    @Arg("input", () => MarkAnswerInput, { description: "The question and its answer." }) input: MarkAnswerInput,
  ): Promise<MarkAnswerPayload> {
    return payload(async () => ({ idea: await markAnswer(ctx, input) }));
  }
}
