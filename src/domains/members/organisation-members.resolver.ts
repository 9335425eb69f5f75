import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Organisation } from "../organisations/organisation.entity.js";
import { MemberConnection } from "./member.connection.js";
import type { Member } from "./member.entity.js";
import { membersOfOrganisation, organisationMemberCount } from "./member.reads.js";

@Resolver(() => Organisation)
export class OrganisationMembersResolver {
  @FieldResolver(() => Int, {
    description:
      "Number of members who work there: only those whose profile the caller may see, as many as `members` has.",
  })
  memberCount(@Ctx() ctx: Context, @Root() { id }: Organisation): Promise<number> {
    return organisationMemberCount(ctx, id);
  }

  @FieldResolver(() => MemberConnection, {
    description: "The members who work there, ordered by name; only those whose profile the caller may see.",
  })
  members(
    @Ctx() ctx: Context,
    @Root() { id }: Organisation,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Member>> {
    return pageUnder(ctx, MemberConnection, membersOfOrganisation(ctx), sql`e.organisation_id`, id, args);
  }
}
