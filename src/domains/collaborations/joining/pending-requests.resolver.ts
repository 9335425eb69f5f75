import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import { viewerId, type Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { CollaborationRequest } from "../collaboration-request.entity.js";
import { CollaborationRequestKind } from "../collaboration-request.enums.js";
import { CollaborationRequestConnection, kindOf } from "../collaboration-request.reads.js";
import { Collaboration } from "../collaboration.entity.js";
import { collaborationById, takesPart } from "../collaboration.reads.js";
import { pendingRequests } from "./pending-requests.reads.js";

@Resolver(() => Collaboration)
export class PendingRequestsResolver {
  @FieldResolver(() => CollaborationRequestConnection, {
    nullable: true,
    description:
      "The pending requests to join the collaboration, and invitations to it, newest first. An invitation whose sender has " +
      "left the collaboration can only be declined. Null for everybody who does not take part.",
  })
  async pendingRequests(
    @Ctx() ctx: Context,
    @Root() { id }: Collaboration,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<CollaborationRequest> | null> {
    if (viewerId(ctx) === null || !(await takesPart(ctx, id))) return null;
    return pageUnder(ctx, CollaborationRequestConnection, pendingRequests(ctx), sql`e.joins_id`, id, args);
  }
}

@Resolver(() => CollaborationRequest)
export class RequestKindResolver {
  @FieldResolver(() => CollaborationRequestKind, { description: "What accepting the request does." })
  kind(@Root() request: CollaborationRequest): CollaborationRequestKind {
    return kindOf(request);
  }

  @FieldResolver(() => Collaboration, {
    nullable: true,
    description:
      "The existing collaboration that the sender asks to join, or that the recipient is invited to; null for a request of " +
      "the kind BEGIN.",
  })
  joins(@Ctx() ctx: Context, @Root() { joinsId }: CollaborationRequest): Promise<Collaboration | null> {
    return joinsId === null ? Promise.resolve(null) : collaborationById(ctx, joinsId);
  }
}
