import { Arg, Ctx, Field, Float, ObjectType } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { Language } from "../../../core/graphql/language.js";
import { labelOf } from "../../themes/theme.labels.js";
import { themeById } from "../../themes/theme.reads.js";
import { SharedTheme } from "../suggestion.types.js";
import { explainThemes } from "./theme-explanation.js";
import type { Ranked } from "./content-ranking.js";

/** What every suggestion by themes alone tells. */
@ObjectType()
export abstract class ThemeSuggestion {
  facts: Ranked;

  @Field(() => Float, {
    description:
      "Above 0 to 1: the summed rarity of the viewer's themes that it carries, ln(1 + (N − n + ½)/(n + ½)) each, with N all that was considered and n what of it carries the theme or a narrower one; a half of that at each step through a broader theme, and 2½ times that where help is asked with what the viewer offers; divided by the most that the viewer's themes could make. Comparable within one answer.",
  })
  get score(): number {
    return this.facts.score;
  }

  @Field(() => [SharedTheme], {
    description: "The viewer's themes that it carries or comes close to through a broader theme, the strongest first.",
  })
  get sharedThemes(): SharedTheme[] {
    return this.facts.shared.map(({ themeId, throughId, share }) =>
      Object.assign(new SharedTheme(), { themeId, throughId, share }),
    );
  }

  @Field(() => String, { description: "Why it is suggested, in plain words." })
  async explanation(
    @Ctx() ctx: Context,
    @Arg("language", () => Language, {
      nullable: true,
      description: "By default that of the `Accept-Language` header, then Dutch.",
    })
    language: Language | null,
  ): Promise<string> {
    const telling = language ?? ctx.language;
    const label = async (id: string): Promise<string> => labelOf((await themeById(ctx, id))!, telling);
    const told = await Promise.all(
      this.facts.shared.map(async ({ themeId, throughId, asked }) => ({
        asked,
        theme: await label(themeId),
        through: throughId && (await label(throughId)),
      })),
    );
    const themes = (asked: boolean): string[] =>
      told.filter((reason) => reason.through === null && reason.asked === asked).map(({ theme }) => theme);
    return explainThemes(
      {
        asked: themes(true),
        shared: themes(false),
        close: told.flatMap(({ theme, through }) => (through === null ? [] : [{ theme, through }])),
      },
      telling,
    );
  }
}
