import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { Idea } from "../../ideas/idea.entity.js";
import { CollaborationConnection } from "../collaboration.connection.js";
import type { Collaboration } from "../collaboration.entity.js";
import { collaborationsOf } from "../collaboration.reads.js";

@Resolver(() => Gathering)
export class GatheringCollaborationsResolver {
  @FieldResolver(() => CollaborationConnection, {
    description: "The collaborations that a host began at the gathering and that members agreed to, newest first.",
  })
  collaborations(
    @Ctx() ctx: Context,
    @Root() { id }: Gathering,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Collaboration>> {
    return pageUnder(ctx, CollaborationConnection, collaborationsOf("gathering"), sql`e.gathering_id`, id, args);
  }
}

@Resolver(() => Idea)
export class IdeaCollaborationsResolver {
  @FieldResolver(() => CollaborationConnection, {
    description: "The collaborations about the idea, newest first: what it became.",
  })
  collaborations(
    @Ctx() ctx: Context,
    @Root() { id }: Idea,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Collaboration>> {
    return pageUnder(ctx, CollaborationConnection, collaborationsOf("idea"), sql`e.idea_id`, id, args);
  }
}
