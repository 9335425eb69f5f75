import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { actorOf } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { Theme } from "../themes/theme.entity.js";
import { readableBody } from "./comment.body.js";
import { Comment } from "./comment.entity.js";
import { CommentConnection, IdeaConnection } from "./idea.connection.js";
import { Idea } from "./idea.entity.js";
import { IdeaFilter, IdeaOrder } from "./idea.inputs.js";
import {
  callerSupports,
  commentById,
  commentsOfIdea,
  ideaById,
  ideaConditions,
  ideaOrders,
  repliesOfComment,
  supportCount,
  themesOfIdea,
} from "./idea.reads.js";
import { ideaPolicy } from "./idea.policy.js";

@Resolver(() => Idea)
export class IdeaResolver {
  @Query(() => Idea, {
    nullable: true,
    description: "The idea with this id; null when there is none that the caller may see.",
  })
  idea(@Ctx() ctx: Context, @Arg("id", () => ID, { description: "The idea's id." }) id: string): Promise<Idea | null> {
    return ideaById(ctx, id);
  }

  @Query(() => IdeaConnection, { description: "The network's ideas, the newest first; withdrawn ones are left out." })
  ideas(
    @Ctx() ctx: Context,
    @Arg("filter", () => IdeaFilter, { nullable: true, description: "Which ideas; all when absent." })
    filter: IdeaFilter | null,
    @Arg("orderBy", () => IdeaOrder, { nullable: true, defaultValue: IdeaOrder.NEWEST, description: "In which order." })
    orderBy: IdeaOrder | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Idea>> {
    const list = {
      name: "ideas",
      node: Idea,
      where: ideaConditions(ctx, filter),
      order: ideaOrders[orderBy ?? IdeaOrder.NEWEST],
    };
    return pageOf(ctx, IdeaConnection, list, args);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who posted it; null for who may not see their profile.",
  })
  author(@Ctx() ctx: Context, @Root() idea: Idea): Promise<Member | null> {
    return memberById(ctx, idea.authorId);
  }

  @FieldResolver(() => [Theme], { description: "The themes it carries, the most fitting first." })
  themes(@Ctx() ctx: Context, @Root() idea: Idea): Promise<Theme[]> {
    return themesOfIdea(ctx, idea.id);
  }

  @FieldResolver(() => Int, { description: "How many members back it." })
  supportCount(@Ctx() ctx: Context, @Root() idea: Idea): Promise<number> {
    return supportCount(ctx, idea.id);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller backs it; false when nobody is signed in." })
  viewerSupports(@Ctx() ctx: Context, @Root() idea: Idea): Promise<boolean> {
    return ctx.callerId === null ? Promise.resolve(false) : callerSupports(ctx, idea.id);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may edit and withdraw it." })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() idea: Idea): Promise<boolean> {
    return can(await actorOf(ctx), ideaPolicy.edit, idea);
  }

  @FieldResolver(() => CommentConnection, {
    description: "The answers on it, the oldest first; replies are below them.",
  })
  comments(
    @Ctx() ctx: Context,
    @Root() idea: Idea,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Comment>> {
    return pageUnder(ctx, CommentConnection, commentsOfIdea(ctx), sql`e.idea_id`, idea.id, args);
  }
}

@Resolver(() => Comment)
export class CommentResolver {
  @FieldResolver(() => Idea, { description: "The idea that it answers." })
  idea(@Ctx() ctx: Context, @Root() comment: Comment): Promise<Idea | null> {
    return ideaById(ctx, comment.ideaId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who wrote it; null for who may not see their profile.",
  })
  author(@Ctx() ctx: Context, @Root() comment: Comment): Promise<Member | null> {
    return memberById(ctx, comment.authorId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The answer; plain text, 1 to 5,000 characters. Null when it went with its author's account, or is hidden by a moderator for all but its author and moderators; replies remain.",
  })
  body(@Ctx() ctx: Context, @Root() comment: Comment): Promise<string | null> {
    return readableBody(ctx, comment);
  }

  @FieldResolver(() => Comment, {
    nullable: true,
    description:
      "The comment that it replies to, which is a reply to none; null when it answers the idea itself, and for who may not see that comment.",
  })
  replyTo(@Ctx() ctx: Context, @Root() comment: Comment): Promise<Comment | null> | null {
    return comment.replyToId === null ? null : commentById(ctx, comment.replyToId);
  }

  @FieldResolver(() => CommentConnection, { description: "The replies to it, the oldest first; none on a reply." })
  replies(
    @Ctx() ctx: Context,
    @Root() comment: Comment,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Comment>> {
    return pageUnder(ctx, CommentConnection, repliesOfComment(ctx), sql`e.reply_to_id`, comment.id, args);
  }
}
