import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import { viewerId, type Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { viewerActor } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { Theme } from "../themes/theme.entity.js";
import { coAuthorIds } from "./authors/co-author.reads.js";
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
    description: "The idea with this id; null when there is none, or the caller may not see it.",
  })
  idea(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the idea." }) id: string,
  ): Promise<Idea | null> {
    return ideaById(ctx, id);
  }

  @Query(() => IdeaConnection, {
    nullable: true,
    description:
      "The ideas of the network, newest first by default; withdrawn and hidden ones are excluded, as are " +
      "those of members separated from the caller by a block. Errors: BAD_USER_INPUT, INVALID_CURSOR.",
  })
  ideas(
    @Ctx() ctx: Context,
    @Arg("filter", () => IdeaFilter, { nullable: true, description: "Restricts the list; without it, all ideas." })
    filter: IdeaFilter | null,
    @Arg("orderBy", () => IdeaOrder, {
      nullable: true,
      defaultValue: IdeaOrder.NEWEST,
      description: "The sort order of the list.",
    })
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
    description: "The member who posted the idea; null if the caller may not see the member's profile.",
  })
  author(@Ctx() ctx: Context, @Root() idea: Idea): Promise<Member | null> {
    return memberById(ctx, idea.authorId);
  }

  @FieldResolver(() => [Theme], {
    description: "The themes of the idea, most relevant first; empty when there are none.",
  })
  themes(@Ctx() ctx: Context, @Root() idea: Idea): Promise<Theme[]> {
    return themesOfIdea(ctx, idea.id);
  }

  @FieldResolver(() => Int, { description: "Number of members who support the idea." })
  supportCount(@Ctx() ctx: Context, @Root() idea: Idea): Promise<number> {
    return supportCount(ctx, idea.id);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller supports the idea; false when nobody is signed in.",
  })
  async viewerSupports(@Ctx() ctx: Context, @Root() idea: Idea): Promise<boolean> {
    return viewerId(ctx) !== null && callerSupports(ctx, idea.id);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the caller may edit the idea, which is true only for its author and its co-authors until it is " +
      "withdrawn; the author alone may withdraw it.",
  })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() idea: Idea): Promise<boolean> {
    const [actor, authors] = await Promise.all([viewerActor(ctx), coAuthorIds(ctx, idea.id)]);
    return can(actor, ideaPolicy.edit, { ...idea, coAuthorIds: authors });
  }

  @FieldResolver(() => CommentConnection, {
    description:
      "The comments on the idea, oldest first, without replies (see `Comment.replies`), without those that were " +
      "withdrawn or removed unless they have replies, and without those of members separated from the caller by a block.",
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
  @FieldResolver(() => Idea, { description: "The idea that the comment is on." })
  idea(@Ctx() ctx: Context, @Root() comment: Comment): Promise<Idea | null> {
    return ideaById(ctx, comment.ideaId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who wrote the comment; null if the caller may not see the member's profile.",
  })
  author(@Ctx() ctx: Context, @Root() comment: Comment): Promise<Member | null> {
    return memberById(ctx, comment.authorId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The text of the comment; plain text of 1 to 5,000 characters. Null if its author withdrew it, if it was removed " +
      "with their account, or if a moderator has hidden it and the caller is neither its author nor an " +
      "organiser or administrator; its replies remain.",
  })
  body(@Ctx() ctx: Context, @Root() comment: Comment): Promise<string | null> {
    return readableBody(ctx, comment);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller may edit and withdraw the comment: its author, until it is withdrawn.",
  })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() comment: Comment): Promise<boolean> {
    return can(await viewerActor(ctx), ideaPolicy.editComment, comment);
  }

  @FieldResolver(() => Comment, {
    nullable: true,
    description:
      "The comment to which this comment is a reply; null if it is on the idea itself, or if the caller " +
      "may not see that comment.",
  })
  replyTo(@Ctx() ctx: Context, @Root() comment: Comment): Promise<Comment | null> | null {
    return comment.replyToId === null ? null : commentById(ctx, comment.replyToId);
  }

  @FieldResolver(() => CommentConnection, {
    description:
      "The replies to the comment, oldest first, without those that were withdrawn or removed; always empty for a reply.",
  })
  replies(
    @Ctx() ctx: Context,
    @Root() comment: Comment,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Comment>> {
    return pageUnder(ctx, CommentConnection, repliesOfComment(ctx), sql`e.reply_to_id`, comment.id, args);
  }
}
