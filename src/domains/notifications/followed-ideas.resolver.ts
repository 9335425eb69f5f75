import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { followedIdeas } from "../ideas/followers/follower.reads.js";
import { IdeaConnection } from "../ideas/idea.connection.js";
import type { Idea } from "../ideas/idea.entity.js";
import { Viewer } from "../identity/viewer.js";

@Resolver(() => Viewer)
export class FollowedIdeasResolver {
  @FieldResolver(() => IdeaConnection, {
    description:
      "The ideas that the viewer follows, what they followed last first; withdrawn and hidden ones are excluded, as are " +
      "those of members separated from the viewer by a block.",
  })
  followedIdeas(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Idea>> {
    return pageUnder(ctx, IdeaConnection, followedIdeas(ctx), sql`f.member_id`, memberId, args);
  }
}
