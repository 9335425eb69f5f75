import { Arg, Ctx, Field, Float, ObjectType } from "type-graphql";
import type { MatchmakingContext } from "../matchmaking.services.js";
import { Language } from "../../../core/texts/language.js";
import { SharedTheme } from "../suggestion.types.js";
import { contentExplanation } from "../explain/explanation.js";
import type { RankedContent } from "./content-ranking.js";
import { contentReasons } from "./content-reasons.js";

/** What ideas, gatherings, practices and learning tracks that are suggested by their themes have in common. */
@ObjectType()
export abstract class ThemeSuggestion {
  facts: RankedContent;

  @Field(() => Float, {
    description:
      "Relevance, above 0 to 1, comparable within one response: the sum over the viewer's matched themes " +
      "of ln(1 + (N − n + ½)/(n + ½)), divided by the highest possible sum for the viewer's themes. N is " +
      "the number of candidates and n the number of those with the theme or a narrower one. A theme " +
      "counts half for each step through a broader theme, and 2½ times where help is sought with a theme " +
      "with which the viewer offers help. The weight of a theme is the inverse document frequency of BM25 " +
      "(Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009).",
  })
  get score(): number {
    return this.facts.score;
  }

  @Field(() => [SharedTheme], {
    description:
      "The viewer's themes that the suggestion matches, directly or through a broader theme, largest " + "share first.",
  })
  get sharedThemes(): SharedTheme[] {
    return this.facts.shared.map(({ themeId, throughId, share }) =>
      Object.assign(new SharedTheme(), { themeId, throughId, share }),
    );
  }

  @Field(() => String, { description: "The reasons for the suggestion in plain sentences." })
  async explanation(
    @Ctx() ctx: MatchmakingContext,
    @Arg("language", () => Language, {
      nullable: true,
      description:
        "The language of the explanation. Default: the best match for the `Accept-Language` header, or Dutch.",
    })
    language: Language | null,
  ): Promise<string> {
    const explained = language ?? ctx.language;
    return contentExplanation(await contentReasons(ctx, this.facts, explained), explained);
  }
}

@ObjectType({
  description: "An idea suggested to the viewer, with the reasons (voorgesteld idee). Visible to the viewer alone.",
})
export class IdeaSuggestion extends ThemeSuggestion {}

@ObjectType({
  description:
    "A gathering suggested to the viewer, with the reasons (voorgestelde bijeenkomst). Visible to the " +
    "viewer alone.",
})
export class GatheringSuggestion extends ThemeSuggestion {}

@ObjectType({
  description:
    "A practice suggested to the viewer, with the reasons (voorgestelde praktijk). Visible to the viewer alone.",
})
export class PracticeSuggestion extends ThemeSuggestion {}

@ObjectType({
  description:
    "A learning track suggested to the viewer, with the reasons (voorgesteld leertraject). Visible to the viewer alone.",
})
export class TrackSuggestion extends ThemeSuggestion {}
