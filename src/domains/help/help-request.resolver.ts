import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { RequestDirection } from "../collaborations/collaboration-request.enums.js";
import { Viewer } from "../identity/viewer.js";
import { Comment } from "../ideas/comment.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { commentById, ideaById } from "../ideas/idea.reads.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { HelpRequest } from "./help-request.entity.js";
import { HelpRequestStatus } from "./help-request.enums.js";
import { HelpRequestConnection, helpRequestsOfCaller, messageOf, statusAt } from "./help-request.reads.js";

@Resolver(() => Viewer)
export class ViewerHelpRequestsResolver {
  @FieldResolver(() => HelpRequestConnection, {
    description:
      "The requests for help with questions that the viewer received and sent, newest first. Requests from or to a member " +
      "with a block between them and the viewer are omitted.",
  })
  helpRequests(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("direction", () => RequestDirection, {
      nullable: true,
      description: "The direction of the requests; absent or null means both.",
    })
    direction: RequestDirection | null,
    @Arg("status", () => HelpRequestStatus, {
      nullable: true,
      description: "The status of the requests; absent or null means all.",
    })
    status: HelpRequestStatus | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<HelpRequest>> {
    return pageOf(
      ctx,
      HelpRequestConnection,
      helpRequestsOfCaller(ctx, memberId, direction ?? null, status ?? null),
      args,
    );
  }
}

@Resolver(() => HelpRequest)
export class HelpRequestResolver {
  @FieldResolver(() => Idea, {
    nullable: true,
    description: "The question; null when the viewer may not see it, as after its author withdrew it.",
  })
  idea(@Ctx() ctx: Context, @Root() { ideaId }: HelpRequest): Promise<Idea | null> {
    return ideaById(ctx, ideaId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who asks; null when the viewer may not see them.",
  })
  from(@Ctx() ctx: Context, @Root() { fromId }: HelpRequest): Promise<Member | null> {
    return memberById(ctx, fromId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who was asked; null when the viewer may not see them.",
  })
  to(@Ctx() ctx: Context, @Root() { toId }: HelpRequest): Promise<Member | null> {
    return memberById(ctx, toId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The message of who asks, plain text, 1 to 1,000 characters; null without one, after the account of either member was " +
      "erased, and for who was asked while a moderator hides it, or the profile of who asks.",
  })
  message(@Ctx() ctx: Context, @Root() request: HelpRequest): Promise<string | null> {
    return messageOf(ctx, request);
  }

  @FieldResolver(() => HelpRequestStatus, { description: "The status of the request." })
  status(@Ctx() ctx: Context, @Root() request: HelpRequest): HelpRequestStatus {
    return statusAt(request, ctx.now());
  }

  @FieldResolver(() => Comment, {
    nullable: true,
    description:
      "The first comment on the question by the member who was asked; null unless `status` is ANSWERED, and when the viewer " +
      "may not see it.",
  })
  comment(@Ctx() ctx: Context, @Root() { commentId }: HelpRequest): Promise<Comment | null> | null {
    return commentId === null ? null : commentById(ctx, commentId);
  }
}
