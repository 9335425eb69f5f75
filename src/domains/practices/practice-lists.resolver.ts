import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { Organisation } from "../organisations/organisation.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { PracticeConnection } from "./practice.connection.js";
import type { Practice } from "./practice.entity.js";
import { practicesOf } from "./practice.reads.js";

@Resolver(() => Member)
export class MemberPracticesResolver {
  @FieldResolver(() => PracticeConnection, {
    description: "The published practices that the member shared, newest first; hidden ones are excluded.",
  })
  practices(
    @Ctx() ctx: Context,
    @Root() member: Member,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Practice>> {
    return pageUnder(ctx, PracticeConnection, practicesOf(ctx, "member"), sql`e.shared_by_id`, member.id, args);
  }
}

@Resolver(() => Theme)
export class ThemePracticesResolver {
  @FieldResolver(() => PracticeConnection, {
    description:
      "The published practices with this theme, not with narrower ones, newest first; hidden ones are excluded.",
  })
  practices(
    @Ctx() ctx: Context,
    @Root() theme: Theme,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Practice>> {
    return pageUnder(ctx, PracticeConnection, practicesOf(ctx, "theme"), sql`pt.theme_id`, theme.id, args);
  }
}

@Resolver(() => Organisation)
export class OrganisationPracticesResolver {
  @FieldResolver(() => PracticeConnection, {
    description: "The published practices that come from the organisation, newest first; hidden ones are excluded.",
  })
  practices(
    @Ctx() ctx: Context,
    @Root() { id }: Organisation,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Practice>> {
    return pageUnder(ctx, PracticeConnection, practicesOf(ctx, "organisation"), sql`e.organisation_id`, id, args);
  }
}
