import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
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
    description:
      "The collaboration requests that the viewer received, alone or with the other members of a collaboration, and sent, " +
      "newest first. Requests from or to a member with a block between them and the viewer are omitted.",
  })
  collaborationRequests(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("direction", () => RequestDirection, {
      nullable: true,
      description: "The direction of the requests; absent or null means both.",
    })
    direction: RequestDirection | null,
    @Arg("status", () => CollaborationRequestStatus, {
      nullable: true,
      description: "The status of the requests; absent or null means all.",
    })
    status: CollaborationRequestStatus | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<CollaborationRequest>> {
    const list = requestsOfCaller(ctx, memberId, direction ?? null, status ?? null);
    return pageOf(ctx, CollaborationRequestConnection, list, args);
  }
}

@Resolver(() => CollaborationRequest)
export class CollaborationRequestResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who sent the request; null when the viewer may not see them.",
  })
  from(@Ctx() ctx: Context, @Root() { fromId }: CollaborationRequest): Promise<Member | null> {
    return memberById(ctx, fromId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The member who received the request; null when the viewer may not see them, and when it is to the members of a " +
      "collaboration.",
  })
  to(@Ctx() ctx: Context, @Root() { toId }: CollaborationRequest): Promise<Member | null> {
    return toId === null ? Promise.resolve(null) : memberById(ctx, toId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The sender's message, plain text, 1 to 2,000 characters; null when there is none, after the account of either member was " +
      "erased, and for the recipients while a moderator hides it, or the sender's profile.",
  })
  message(@Ctx() ctx: Context, @Root() request: CollaborationRequest): Promise<string | null> {
    return messageOf(ctx, request);
  }

  @FieldResolver(() => Idea, {
    nullable: true,
    description: "The idea that the request is about; null when there is none, or the viewer may not see it.",
  })
  idea(@Ctx() ctx: Context, @Root() { ideaId }: CollaborationRequest): Promise<Idea | null> {
    return ideaId === null ? Promise.resolve(null) : ideaById(ctx, ideaId);
  }

  @FieldResolver(() => CollaborationRequestStatus, { description: "The status of the request." })
  status(@Ctx() ctx: Context, @Root() request: CollaborationRequest): CollaborationRequestStatus {
    return statusAt(request, ctx.now());
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The viewer's reason for declining, plain text, 1 to 2,000 characters; null when none was given, and always " +
      "for everybody else.",
  })
  declineReason(
    @Ctx() ctx: Context,
    @Root() { toId, answeredById, declineReason }: CollaborationRequest,
  ): string | null {
    return (toId ?? answeredById) === ctx.callerId ? declineReason : null;
  }

  @FieldResolver(() => Collaboration, {
    nullable: true,
    description:
      "The collaboration that started with the request, or that somebody joined with it; null unless `status` is ACCEPTED, " +
      "and until a second member agrees to one that a host begins for others.",
  })
  collaboration(@Ctx() ctx: Context, @Root() { collaborationId }: CollaborationRequest): Promise<Collaboration | null> {
    return collaborationId === null ? Promise.resolve(null) : collaborationById(ctx, collaborationId);
  }
}
