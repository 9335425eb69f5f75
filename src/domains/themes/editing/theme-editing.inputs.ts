import { Field, ID, InputType, Int } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "The labels of a theme: at least one has to remain." })
export class ThemeLabelsInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The Dutch label, one line of 1 to 200 characters and no bar `|`. In an edit, absent keeps it and null clears it.",
  })
  nl?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The French label, one line of 1 to 200 characters and no bar `|`. In an edit, absent keeps it and null clears it.",
  })
  fr?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The English label, one line of 1 to 200 characters and no bar `|`. In an edit, absent keeps it and null clears it.",
  })
  en?: string | null;
}

@InputType({ description: "A theme to add to the network's vocabulary." })
export class CreateThemeInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The name of the theme in URLs and filters, which is never changed: at most 100 lower-case letters, digits and hyphens, " +
      "such as `open-data`; unique, also among merged themes. Made from the label when absent.",
  })
  slug?: string | null;

  @Field(() => ThemeLabelsInput, { description: "Its labels, at least one." })
  labels: ThemeLabelsInput;

  @Field(() => [String], {
    nullable: true,
    description: "Its synonyms, in any language: at most 50 lines of 1 to 200 characters and no bar `|` each.",
  })
  synonyms?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The slug of the broader theme of which it is a part, which is not archived; null or absent at the top.",
  })
  broader?: string | null;

  @IdempotencyKeyField("theme")
  idempotencyKey?: string | null;
}

@InputType({ description: "A change of a theme. Absent fields keep their value; null clears it." })
export class EditThemeInput {
  @Field(() => ID, { description: "The id of the theme." })
  id: string;

  @Field(() => Int, { description: "The version that the edit is based on." })
  version: number;

  @Field(() => ThemeLabelsInput, { nullable: true, description: "Its labels; absent ones keep their value." })
  labels?: ThemeLabelsInput | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Its synonyms instead of the former ones: at most 50 lines of 1 to 200 characters and no bar `|` each; null removes them all.",
  })
  synonyms?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The slug of the broader theme of which it is a part: neither the theme itself nor one of its narrower themes; null " +
      "puts it at the top.",
  })
  broader?: string | null;
}

@InputType({ description: "A theme that is no longer to be chosen." })
export class ArchiveThemeInput {
  @Field(() => ID, { description: "The id of the theme." })
  id: string;
}

@InputType({ description: "An archived theme that may be chosen again." })
export class ReviveThemeInput {
  @Field(() => ID, { description: "The id of the theme." })
  id: string;
}

@InputType({ description: "Two themes that become one." })
export class MergeThemesInput {
  @Field(() => ID, { description: "The id of the theme that is merged, archived or not." })
  themeId: string;

  @Field(() => ID, { description: "The id of the theme that remains, which is not archived." })
  intoId: string;
}
