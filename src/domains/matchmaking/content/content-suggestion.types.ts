import { Arg, Ctx, Field, Float, ObjectType } from "type-graphql";
import type { MatchmakingContext } from "../matchmaking.services.js";
import { Language } from "../../../core/graphql/language.js";
import { SharedTheme } from "../suggestion.types.js";
import { contentExplanation } from "../explain/explanation.js";
import type { RankedContent } from "./content-ranking.js";
import { contentReasons } from "./content-reasons.js";

/** What ideas and gatherings that are suggested by their themes have in common. */
@ObjectType()
export abstract class ThemeSuggestion {
  facts: RankedContent;

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
    @Ctx() ctx: MatchmakingContext,
    @Arg("language", () => Language, {
      nullable: true,
      description: "By default that of the `Accept-Language` header, then Dutch.",
    })
    language: Language | null,
  ): Promise<string> {
    const explained = language ?? ctx.language;
    return contentExplanation(await contentReasons(ctx, this.facts, explained), explained);
  }
}

@ObjectType({ description: "An idea proposed to the viewer, with the reasons (voorgesteld idee)." })
export class IdeaSuggestion extends ThemeSuggestion {}

@ObjectType({ description: "A gathering proposed to the viewer, with the reasons (voorgestelde bijeenkomst)." })
export class GatheringSuggestion extends ThemeSuggestion {}
