import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Idea } from "../idea.entity.js";
import { FollowIdeaInput, UnfollowIdeaInput } from "./follow.inputs.js";
import { followIdea, unfollowIdea } from "./follow.service.js";

@ObjectType()
abstract class FollowPayload extends Payload {
  @Field(() => Idea, { nullable: true, description: "The idea in its current state; null when nothing was changed." })
  idea?: Idea | null;
}

@ObjectType({ description: "The result of `followIdea`." })
export class FollowIdeaPayload extends FollowPayload {}

@ObjectType({ description: "The result of `unfollowIdea`." })
export class UnfollowIdeaPayload extends FollowPayload {}

@Resolver()
export class FollowMutations {
  @Mutation(() => FollowIdeaPayload, {
    nullable: true,
    description:
      "Makes the caller a follower of an idea (volgen), who is notified of comments on it and of its status; no effect " +
      "for a follower. Nobody else sees who follows it. Errors: NOT_FOUND, TRY_AGAIN, IDEA_WITHDRAWN, SUSPENDED.",
  })
  followIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => FollowIdeaInput, { description: "The idea to follow." }) input: FollowIdeaInput,
  ): Promise<FollowIdeaPayload> {
    return payload(async () => ({ idea: await followIdea(ctx, input.ideaId) }));
  }

  @Mutation(() => UnfollowIdeaPayload, {
    nullable: true,
    description:
      "Ends the caller's notifications of an idea that they follow, commented on or support (niet meer volgen), until " +
      "they follow it once more. Replies to their own comments are still notified. Errors: NOT_FOUND.",
  })
  unfollowIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => UnfollowIdeaInput, { description: "The idea to leave." }) input: UnfollowIdeaInput,
  ): Promise<UnfollowIdeaPayload> {
    return payload(async () => ({ idea: await unfollowIdea(ctx, input.ideaId) }));
  }
}
