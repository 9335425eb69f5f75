import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ForwardArgs } from "../../core/graphql/pagination.js";
import { Idea } from "../ideas/idea.entity.js";
import { ideaById } from "../ideas/idea.reads.js";
import { Viewer } from "../identity/viewer.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { Collaboration } from "./collaboration.entity.js";
import { collaborationById } from "./collaboration.reads.js";
import { CollaborationRequestStatus, RequestDirection } from "./collaboration-request.enums.js";
import {
  CollaborationRequestConnection,
  messageOf,
  requestsOfCaller,
  statusAt,
} from "./collaboration-request.reads.js";

@Resolver(() => Viewer)
export class ViewerRequestsResolver {
  @FieldResolver(() => CollaborationRequestConnection, {
    description: "The requests to collaborate that the viewer received and sent, the newest first.",
  })
  collaborationRequests(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("direction", () => RequestDirection, { nullable: true, description: "Which way; both when absent." })
    direction: RequestDirection | null,
    @Arg("status", () => CollaborationRequestStatus, {
      nullable: true,
      description: "What became of it; all when absent.",
    })
    status: CollaborationRequestStatus | null,
    @Args(() => ForwardArgs) args: ForwardArgs,
  ): Promise<Page<CollaborationRequest>> {
    const list = requestsOfCaller(ctx, memberId, direction ?? null, status ?? null);
    return pageOf(ctx, CollaborationRequestConnection, list, args);
  }
}

@Resolver(() => CollaborationRequest)
export class CollaborationRequestResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who asks; null when the viewer may not see them." })
  from(@Ctx() ctx: Context, @Root() { fromId }: CollaborationRequest): Promise<Member | null> {
    return memberById(ctx, fromId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who is asked; null when the viewer may not see them." })
  to(@Ctx() ctx: Context, @Root() { toId }: CollaborationRequest): Promise<Member | null> {
    return memberById(ctx, toId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the one who asks wrote, plain text; null when one of the two has left the network, and for who was asked while a moderator hides who asks.",
  })
  message(@Ctx() ctx: Context, @Root() request: CollaborationRequest): Promise<string | null> {
    return messageOf(ctx, request);
  }

  @FieldResolver(() => Idea, {
    nullable: true,
    description: "What it is about; null when about no idea, or about one that the viewer may not see.",
  })
  idea(@Ctx() ctx: Context, @Root() { ideaId }: CollaborationRequest): Promise<Idea | null> {
    return ideaId === null ? Promise.resolve(null) : ideaById(ctx, ideaId);
  }

  @FieldResolver(() => CollaborationRequestStatus, { description: "What became of it." })
  status(@Ctx() ctx: Context, @Root() request: CollaborationRequest): CollaborationRequestStatus {
    return statusAt(request, ctx.now());
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why the viewer declined; null when they gave no reason, and always for who asked.",
  })
  declineReason(@Ctx() ctx: Context, @Root() { toId, declineReason }: CollaborationRequest): string | null {
    return toId === ctx.callerId ? declineReason : null;
  }

  @FieldResolver(() => Collaboration, { nullable: true, description: "What began with it; null unless ACCEPTED." })
  collaboration(@Ctx() ctx: Context, @Root() { collaborationId }: CollaborationRequest): Promise<Collaboration | null> {
    return collaborationId === null ? Promise.resolve(null) : collaborationById(ctx, collaborationId);
  }
}
