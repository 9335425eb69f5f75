import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../core/errors/user-error.js";
import type { Context } from "../../core/graphql/context.js";
import type { ThemeContext } from "../themes/theme.services.js";
import { decideThemeSuggestion } from "./decide-theme-suggestion.service.js";
import { suggestTheme } from "./suggest-theme.service.js";
import { ThemeSuggestion } from "./theme-suggestion.entity.js";
import { DecideThemeSuggestionInput, SuggestThemeInput } from "./theme-suggestion.inputs.js";

/** What mutations about suggested themes give. */
@ObjectType()
abstract class ThemeSuggestionPayload extends Payload {
  @Field(() => ThemeSuggestion, {
    nullable: true,
    description: "The suggestion in its current state; null when nothing was changed.",
  })
  suggestion?: ThemeSuggestion | null;
}

@ObjectType({ description: "The result of `suggestTheme`." })
export class SuggestThemePayload extends ThemeSuggestionPayload {}

@ObjectType({ description: "The result of `decideThemeSuggestion`." })
export class DecideThemeSuggestionPayload extends ThemeSuggestionPayload {}

@Resolver()
export class ThemeSuggestionMutations {
  @Mutation(() => SuggestThemePayload, {
    nullable: true,
    description:
      "Suggests a theme for the vocabulary; organisers are notified. Of one member, five wait at a time at most. A theme that is " +
      "there already is invalid input. Errors: INVALID_INPUT, TOO_MANY_THEME_SUGGESTIONS, IDEMPOTENCY_CONFLICT, NOT_FOUND, TRY_AGAIN, " +
      "SUSPENDED.",
  })
  suggestTheme(
    @Ctx() ctx: Context,
    @Arg("input", () => SuggestThemeInput, { description: "The theme to suggest." }) input: SuggestThemeInput,
  ): Promise<SuggestThemePayload> {
    return payload(async () => ({ suggestion: await suggestTheme(ctx, input) }));
  }

  @Mutation(() => DecideThemeSuggestionPayload, {
    nullable: true,
    description:
      "Takes a suggested theme into the vocabulary, makes it a synonym of another theme, or declines it, for organisers and " +
      "administrators; who suggested it is notified. No effect when the same was decided already. Errors: INVALID_INPUT, " +
      "NOT_FOUND, ALREADY_DECIDED, TRY_AGAIN, SUSPENDED. Faults: FORBIDDEN.",
  })
  decideThemeSuggestion(
    @Ctx() ctx: ThemeContext,
    @Arg("input", () => DecideThemeSuggestionInput, { description: "The decision to make." })
    input: DecideThemeSuggestionInput,
  ): Promise<DecideThemeSuggestionPayload> {
    return payload(async () => ({ suggestion: await decideThemeSuggestion(ctx, input) }));
  }
}
