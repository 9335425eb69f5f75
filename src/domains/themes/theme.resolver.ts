import sql from "sql-template-tag";
import { Arg, Args, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import { connectionType, pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Language } from "../../core/texts/language.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Theme } from "./theme.entity.js";
import { labelOf } from "./theme.labels.js";
import { bySlug, narrowerThemes, themeById, themeBySlug, themeSearchConditions } from "./theme.reads.js";
import type { ThemeContext } from "./theme.services.js";

const ThemeConnection = connectionType("Theme", () => Theme);

@ObjectType({
  description: "The labels of a theme in each language, without fallback, for editors; use `Theme.label` for display.",
})
class ThemeLabels {
  @Field(() => String, {
    nullable: true,
    description: "The Dutch label, one line of at most 200 characters; null when there is none.",
  })
  nl: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The French label, one line of at most 200 characters; null when there is none.",
  })
  fr: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The English label, one line of at most 200 characters; null when there is none.",
  })
  en: string | null;
}

@Resolver(() => Theme)
export class ThemeResolver {
  @Query(() => Theme, {
    nullable: true,
    description:
      "The theme with this slug, archived or not, or the one that it was merged into; null when there is none.",
  })
  theme(
    @Ctx() ctx: Context,
    @Arg("slug", () => String, { description: "The slug of the theme, in any letter case." }) slug: string,
  ): Promise<Theme | null> {
    return themeBySlug(ctx, slug);
  }

  @Query(() => ThemeConnection, {
    nullable: true,
    description:
      "The themes of the network's vocabulary, ordered by slug; archived themes are excluded. Errors: " +
      "BAD_USER_INPUT, INVALID_CURSOR.",
  })
  themes(
    @Ctx() ctx: Context,
    @Arg("search", () => String, {
      nullable: true,
      description:
        "Only themes whose slug, labels or synonyms contain each word of this text or another form of it, ignoring " +
        "case and accents; at most 200 characters. Function words, such as `in`, are ignored beside other words. " +
        "All themes when null or blank; none when it has no words.",
    })
    search: string | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Theme>> {
    const where = [sql`NOT e.archived`, ...themeSearchConditions(search)];
    return pageOf(ctx, ThemeConnection, { name: "themes", node: Theme, where, order: bySlug }, args);
  }

  @FieldResolver(() => String, {
    description:
      "The label of the theme in `language`; if there is none, the Dutch, English or French label, in " + "that order.",
  })
  label(
    @Ctx() ctx: Context,
    @Root() theme: Theme,
    @Arg("language", () => Language, {
      nullable: true,
      description: "The language of the label. Default: the best match for the `Accept-Language` header, or Dutch.",
    })
    language: Language | null,
  ): string {
    return labelOf(theme, language ?? ctx.language);
  }

  @FieldResolver(() => ThemeLabels, { description: "The labels of the theme in each language, without fallback." })
  labels(@Root() theme: Theme): ThemeLabels {
    return { nl: theme.labelNl, fr: theme.labelFr, en: theme.labelEn };
  }

  @FieldResolver(() => Theme, {
    nullable: true,
    description: "The broader theme of which this theme is a part; null for a theme at the top.",
  })
  broader(@Ctx() ctx: ThemeContext, @Root() theme: Theme): Promise<Theme | null> {
    return theme.broaderId === null ? Promise.resolve(null) : themeById(ctx, theme.broaderId);
  }

  @FieldResolver(() => [Theme], {
    description: "The narrower themes directly below this theme, ordered by slug; empty when there are none.",
  })
  narrower(@Ctx() ctx: Context, @Root() theme: Theme): Promise<Theme[]> {
    return narrowerThemes(ctx, theme.id);
  }
}
