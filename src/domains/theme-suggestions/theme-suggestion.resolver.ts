import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { requireRight } from "../../core/access/actor.js";
import { pageOf, pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Viewer } from "../identity/viewer.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { Theme } from "../themes/theme.entity.js";
import { themePolicy } from "../themes/theme.policy.js";
import { themeById } from "../themes/theme.reads.js";
import type { ThemeContext } from "../themes/theme.services.js";
import { ThemeSuggestion } from "./theme-suggestion.entity.js";
import { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";
import { allSuggestions, suggestionsOfMember, ThemeSuggestionConnection } from "./theme-suggestion.reads.js";

@Resolver(() => ThemeSuggestion)
export class ThemeSuggestionResolver {
  @Query(() => ThemeSuggestionConnection, {
    nullable: true,
    description:
      "The themes that members suggested, oldest first. Only organisers and administrators may query it. Errors: " +
      "BAD_USER_INPUT, INVALID_CURSOR, FORBIDDEN.",
  })
  async themeSuggestions(
    @Ctx() ctx: Context,
    @Arg("status", () => ThemeSuggestionStatus, {
      nullable: true,
      description: "The status of the suggestions; absent or null means all.",
    })
    status: ThemeSuggestionStatus | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<ThemeSuggestion>> {
    await requireRight(ctx, themePolicy.editThemes);
    return pageOf(ctx, ThemeSuggestionConnection, allSuggestions(status), args);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who suggested the theme; null if the caller may not see the member's profile.",
  })
  suggestedBy(@Ctx() ctx: Context, @Root() { suggestedById }: ThemeSuggestion): Promise<Member | null> {
    return memberById(ctx, suggestedById);
  }

  @FieldResolver(() => Theme, {
    nullable: true,
    description: "The theme of which it would be a part; null when none was named.",
  })
  broader(@Ctx() ctx: ThemeContext, @Root() { broaderId }: ThemeSuggestion): Promise<Theme | null> {
    return broaderId === null ? Promise.resolve(null) : themeById(ctx, broaderId);
  }

  @FieldResolver(() => Theme, {
    nullable: true,
    description: "The theme that it became, or whose synonym it is; null while it waits, and when it was declined.",
  })
  theme(@Ctx() ctx: ThemeContext, @Root() { themeId }: ThemeSuggestion): Promise<Theme | null> {
    return themeId === null ? Promise.resolve(null) : themeById(ctx, themeId);
  }
}

@Resolver(() => Viewer)
export class ViewerThemeSuggestionsResolver {
  @FieldResolver(() => ThemeSuggestionConnection, {
    description: "The themes that the viewer suggested, newest first.",
  })
  themeSuggestions(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<ThemeSuggestion>> {
    return pageUnder(ctx, ThemeSuggestionConnection, suggestionsOfMember, sql`e.suggested_by_id`, memberId, args);
  }
}
