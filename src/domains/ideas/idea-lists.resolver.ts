import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Member } from "../members/member.entity.js";
import { Organisation } from "../organisations/organisation.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { IdeaConnection } from "./idea.connection.js";
import type { Idea } from "./idea.entity.js";
import { ideaCount, ideasOf, ideasOfOrganisation } from "./idea.reads.js";

@Resolver(() => Member)
export class MemberIdeasResolver {
  @FieldResolver(() => IdeaConnection, {
    description: "The ideas that the member posted, newest first; withdrawn and hidden ones are excluded.",
  })
  ideas(
    @Ctx() ctx: Context,
    @Root() member: Member,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Idea>> {
    return pageUnder(ctx, IdeaConnection, ideasOf(ctx, "member"), sql`e.author_id`, member.id, args);
  }
}

@Resolver(() => Theme)
export class ThemeIdeasResolver {
  @FieldResolver(() => Int, {
    description:
      "Number of ideas with this theme, not with narrower ones: without withdrawn and hidden ones, as many as `ideas` " +
      "has for the caller.",
  })
  ideaCount(@Ctx() ctx: Context, @Root() theme: Theme): Promise<number> {
    return ideaCount(ctx, theme.id);
  }

  @FieldResolver(() => IdeaConnection, {
    description:
      "The ideas with this theme, not with narrower ones, newest first; withdrawn and hidden ones are excluded.",
  })
  ideas(
    @Ctx() ctx: Context,
    @Root() theme: Theme,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Idea>> {
    return pageUnder(ctx, IdeaConnection, ideasOf(ctx, "theme"), sql`it.theme_id`, theme.id, args);
  }
}

@Resolver(() => Organisation)
export class OrganisationIdeasResolver {
  @FieldResolver(() => IdeaConnection, {
    description:
      "The ideas that members of the organisation posted, newest first: only of members whose profile the caller may see; " +
      "withdrawn and hidden ones are excluded.",
  })
  ideas(
    @Ctx() ctx: Context,
    @Root() organisation: Organisation,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Idea>> {
    return pageUnder(ctx, IdeaConnection, ideasOfOrganisation(ctx), sql`m.organisation_id`, organisation.id, args);
  }
}
