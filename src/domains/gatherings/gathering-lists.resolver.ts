import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { Organisation } from "../organisations/organisation.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { GatheringConnection, MemberGatheringConnection } from "./gathering.connection.js";
import type { Gathering } from "./gathering.entity.js";
import { gatheringsOfMember, gatheringsOfOrganisation, gatheringsOfTheme } from "./gathering.reads.js";

@Resolver(() => Member)
export class MemberGatheringsResolver {
  @FieldResolver(() => MemberGatheringConnection, {
    description:
      "The gatherings at which the member has or had a place, latest first, without hidden ones. If the " +
      "member does not share attendance, only the member, the hosts of each gathering, organisers and " +
      "administrators see them.",
  })
  gatherings(
    @Ctx() ctx: Context,
    @Root() member: Member,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Gathering>> {
    return pageUnder(ctx, MemberGatheringConnection, gatheringsOfMember(ctx), sql`r.member_id`, member.id, args);
  }
}

@Resolver(() => Theme)
export class ThemeGatheringsResolver {
  @FieldResolver(() => GatheringConnection, {
    description: "The gatherings about this theme, not about narrower ones, latest first; hidden ones are excluded.",
  })
  gatherings(
    @Ctx() ctx: Context,
    @Root() theme: Theme,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Gathering>> {
    return pageUnder(ctx, GatheringConnection, gatheringsOfTheme(ctx), sql`gt.theme_id`, theme.id, args);
  }
}

@Resolver(() => Organisation)
export class OrganisationGatheringsResolver {
  @FieldResolver(() => GatheringConnection, {
    description:
      "The gatherings that members of the organisation host, latest first: only of members whose profile the caller may " +
      "see; hidden ones are excluded.",
  })
  gatherings(
    @Ctx() ctx: Context,
    @Root() { id }: Organisation,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Gathering>> {
    return pageUnder(ctx, GatheringConnection, gatheringsOfOrganisation(ctx), sql`by.organisation_id`, id, args);
  }
}
