import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { viewerId, type Context } from "../../../core/graphql/context.js";
import { Idea } from "../idea.entity.js";
import { callerFollows, followerCount } from "./follower.reads.js";

@Resolver(() => Idea)
export class IdeaFollowersResolver {
  @FieldResolver(() => Int, {
    description: "Number of members who follow the idea; who they are is shown to nobody.",
  })
  followerCount(@Ctx() ctx: Context, @Root() idea: Idea): Promise<number> {
    return followerCount(ctx, idea.id);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller follows the idea; false when nobody is signed in.",
  })
  async viewerFollows(@Ctx() ctx: Context, @Root() idea: Idea): Promise<boolean> {
    return viewerId(ctx) !== null && callerFollows(ctx, idea.id);
  }
}
