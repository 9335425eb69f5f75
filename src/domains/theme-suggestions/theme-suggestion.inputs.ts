import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";
import { Language } from "../../core/texts/language.js";
import { ThemeLabelsInput } from "../themes/editing/theme-editing.inputs.js";
import { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";

@InputType({ description: "A theme to suggest for the vocabulary." })
export class SuggestThemeInput {
  @Field(() => String, {
    description:
      "The label, one line of 1 to 200 characters and no bar `|`: neither the label nor a synonym of a theme that can be chosen.",
  })
  label: string;

  @Field(() => Language, { description: "The language of the label." })
  language: Language;

  @Field(() => String, {
    nullable: true,
    description: "The slug of the theme of which it would be a part; null or absent when there is none.",
  })
  broader?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it is missing, plain text of 1 to 1,000 characters.",
  })
  reason?: string | null;

  @IdempotencyKeyField("suggestion")
  idempotencyKey?: string | null;
}

@InputType({ description: "A decision of an organiser about a suggested theme." })
export class DecideThemeSuggestionInput {
  @Field(() => ID, { description: "The id of the suggestion." })
  id: string;

  @Field(() => ThemeSuggestionStatus, {
    description:
      "TAKEN adds the theme to the vocabulary, MERGED makes its label a synonym of the theme `themeId`, DECLINED does neither and " +
      "requires a note.",
  })
  status: ThemeSuggestionStatus;

  @Field(() => ID, { nullable: true, description: "With MERGED, the id of the theme that is there already." })
  themeId?: string | null;

  @Field(() => ThemeLabelsInput, {
    nullable: true,
    description: "With TAKEN, the labels of the new theme; by default the label in its language.",
  })
  labels?: ThemeLabelsInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "With TAKEN, the slug of the broader theme of the new one; absent for the one that was suggested, null for none.",
  })
  broader?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the member should know about the decision, plain text of 1 to 1,000 characters.",
  })
  note?: string | null;
}
