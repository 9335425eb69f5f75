import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { CollaborationConnection } from "./collaboration.connection.js";
import type { Collaboration } from "./collaboration.entity.js";
import { collaborationsOfMember } from "./collaboration.reads.js";

@Resolver(() => Member)
export class MemberCollaborationsResolver {
  @FieldResolver(() => CollaborationConnection, {
    description: "The collaborations that the member takes part in, newest first.",
  })
  collaborations(
    @Ctx() ctx: Context,
    @Root() member: Member,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Collaboration>> {
    return pageUnder(ctx, CollaborationConnection, collaborationsOfMember, sql`cm.member_id`, member.id, args);
  }
}
