import sql from "sql-template-tag";
import { Arg, Args, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import { connectionType, pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Language } from "../../core/graphql/language.js";
import { ForwardArgs } from "../../core/graphql/pagination.js";
import { Theme } from "./theme.entity.js";
import { labelOf } from "./theme.labels.js";
import { bySlug, narrowerThemes, themeById, themeBySlug, themesLike } from "./theme.reads.js";
import type { ThemeContext } from "./theme.services.js";

const ThemeConnection = connectionType("Theme", () => Theme);

@ObjectType({ description: "A theme's own labels, for editors; everybody else asks for `label`." })
class ThemeLabels {
  @Field(() => String, { nullable: true, description: "In Dutch; null when there is none." })
  nl: string | null;

  @Field(() => String, { nullable: true, description: "In French; null when there is none." })
  fr: string | null;

  @Field(() => String, { nullable: true, description: "In English; null when there is none." })
  en: string | null;
}

@Resolver(() => Theme)
export class ThemeResolver {
  @Query(() => Theme, { nullable: true, description: "The theme with this slug; null when there is none." })
  theme(
    @Ctx() ctx: Context,
    @Arg("slug", () => String, { description: "The theme's slug." }) slug: string,
  ): Promise<Theme | null> {
    return themeBySlug(ctx, slug);
  }

  @Query(() => ThemeConnection, { description: "The network's vocabulary by slug; archived themes are left out." })
  themes(
    @Ctx() ctx: Context,
    @Arg("search", () => String, { nullable: true, description: "Contained in the slug, a label or a synonym." })
    search: string | null,
    @Args(() => ForwardArgs) args: ForwardArgs,
  ): Promise<Page<Theme>> {
    const where = [sql`NOT e.archived`, ...(search?.trim() ? [themesLike(search.trim())] : [])];
    return pageOf(ctx, ThemeConnection, { name: "themes", node: Theme, where, order: bySlug }, args);
  }

  @FieldResolver(() => String, {
    description: "Its name; in a language without one in Dutch, then English, then French.",
  })
  label(
    @Ctx() ctx: Context,
    @Root() theme: Theme,
    @Arg("language", () => Language, {
      nullable: true,
      description: "By default that of the `Accept-Language` header, then Dutch.",
    })
    language: Language | null,
  ): string {
    return labelOf(theme, language ?? ctx.language);
  }

  @FieldResolver(() => ThemeLabels, { description: "All its labels, without any fallback." })
  labels(@Root() theme: Theme): ThemeLabels {
    return { nl: theme.labelNl, fr: theme.labelFr, en: theme.labelEn };
  }

  @FieldResolver(() => Theme, { nullable: true, description: "The theme that it is a part of; null at the top." })
  broader(@Ctx() ctx: ThemeContext, @Root() theme: Theme): Promise<Theme | null> {
    return theme.broaderId === null ? Promise.resolve(null) : themeById(ctx, theme.broaderId);
  }

  @FieldResolver(() => [Theme], { description: "The themes that are parts of it, by slug." })
  narrower(@Ctx() ctx: Context, @Root() theme: Theme): Promise<Theme[]> {
    return narrowerThemes(ctx, theme.id);
  }
}
