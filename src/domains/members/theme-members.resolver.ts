import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Theme } from "../themes/theme.entity.js";
import { ThemeMemberConnection } from "./member.connection.js";
import { Member } from "./member.entity.js";
import { byName, memberCount } from "./member.reads.js";
import { maySeeMember } from "./member.visibility.js";

@Resolver(() => Theme)
export class ThemeMembersResolver {
  @FieldResolver(() => Int, {
    description:
      "Number of members with an interest in this theme, not in narrower ones: only those whose profile the caller " +
      "may see, as many as `members` has.",
  })
  memberCount(@Ctx() ctx: Context, @Root() theme: Theme): Promise<number> {
    return memberCount(ctx, theme.id);
  }

  @FieldResolver(() => ThemeMemberConnection, {
    description:
      "The members with an interest in this theme, not in narrower ones, ordered by name; only those " +
      "whose profile the caller may see.",
  })
  members(
    @Ctx() ctx: Context,
    @Root() theme: Theme,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Member>> {
    const list = {
      name: "theme.members",
      node: Member,
      from: sql`interest i JOIN member e ON e.id = i.member_id`,
      where: [maySeeMember(ctx, sql`e`)],
      edge: sql`i.stance`,
      order: byName,
    };
    return pageUnder(ctx, ThemeMemberConnection, list, sql`i.theme_id`, theme.id, args);
  }
}
