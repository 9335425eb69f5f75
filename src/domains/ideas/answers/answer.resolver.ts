import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { Comment } from "../comment.entity.js";
import { Idea } from "../idea.entity.js";
import { answerOf } from "./answer.reads.js";

@Resolver(() => Idea)
export class IdeaAnswerResolver {
  @FieldResolver(() => Comment, {
    nullable: true,
    description:
      "The comment, or the reply, that the author of a question marked as its answer (antwoord). Null for other kinds and " +
      "without an answer; a comment that was withdrawn, removed with its author's account or hidden by a moderator is none, " +
      "nor is one whose author a block separates from the caller.",
  })
  answer(@Ctx() ctx: Context, @Root() idea: Idea): Promise<Comment | null> {
    return answerOf(ctx, idea.id);
  }
}
