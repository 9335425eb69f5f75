import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import { Theme } from "../theme.entity.js";
import type { ThemeContext } from "../theme.services.js";
import { createTheme } from "./create-theme.service.js";
import { editTheme, setArchived } from "./edit-theme.service.js";
import { mergeThemes } from "./merge-themes.service.js";
import {
  ArchiveThemeInput,
  CreateThemeInput,
  EditThemeInput,
  MergeThemesInput,
  ReviveThemeInput,
} from "./theme-editing.inputs.js";

/** What mutations of the vocabulary give. */
@ObjectType()
abstract class ThemePayload extends Payload {
  @Field(() => Theme, {
    nullable: true,
    description: "The theme in its current state; null when nothing was changed.",
  })
  theme?: Theme | null;
}

@ObjectType({ description: "The result of `createTheme`." })
export class CreateThemePayload extends ThemePayload {}

@ObjectType({ description: "The result of `editTheme`." })
export class EditThemePayload extends ThemePayload {}

@ObjectType({ description: "The result of `archiveTheme`." })
export class ArchiveThemePayload extends ThemePayload {}

@ObjectType({ description: "The result of `reviveTheme`." })
export class ReviveThemePayload extends ThemePayload {}

@ObjectType({ description: "The result of `mergeThemes`, with the theme that remains." })
export class MergeThemesPayload extends ThemePayload {}

@Resolver()
export class ThemeEditingMutations {
  @Mutation(() => CreateThemePayload, {
    nullable: true,
    description:
      "Adds a theme to the network's vocabulary, for organisers and administrators. Errors: INVALID_INPUT, " +
      "IDEMPOTENCY_CONFLICT, NOT_FOUND, TRY_AGAIN, SUSPENDED. Faults: FORBIDDEN.",
  })
  createTheme(
    @Ctx() ctx: ThemeContext,
    @Arg("input", () => CreateThemeInput, { description: "The theme to add." }) input: CreateThemeInput,
  ): Promise<CreateThemePayload> {
    return payload(async () => ({ theme: await createTheme(ctx, input) }));
  }

  @Mutation(() => EditThemePayload, {
    nullable: true,
    description:
      "Changes the labels, the synonyms or the broader theme of a theme, for organisers and administrators. Themes that would " +
      "form a circle are invalid input. Errors: " +
      "INVALID_INPUT, NOT_FOUND, STALE_VERSION, TRY_AGAIN, SUSPENDED. Faults: FORBIDDEN.",
  })
  editTheme(
    @Ctx() ctx: ThemeContext,
    @Arg("input", () => EditThemeInput, { description: "The change to make." }) input: EditThemeInput,
  ): Promise<EditThemePayload> {
    return payload(async () => ({ theme: await editTheme(ctx, input) }));
  }

  @Mutation(() => ArchiveThemePayload, {
    nullable: true,
    description:
      "Archives a theme, for organisers and administrators: it can no longer be chosen, but objects that already have it " +
      "retain it. No effect when it is archived already. The id of a theme that was merged is invalid input. Errors: " +
      "INVALID_INPUT, NOT_FOUND, TRY_AGAIN, SUSPENDED. Faults: FORBIDDEN.",
  })
  archiveTheme(
    @Ctx() ctx: ThemeContext,
    @Arg("input", () => ArchiveThemeInput, { description: "The theme to archive." }) input: ArchiveThemeInput,
  ): Promise<ArchiveThemePayload> {
    return payload(async () => ({ theme: await setArchived(ctx, input, true) }));
  }

  @Mutation(() => ReviveThemePayload, {
    nullable: true,
    description:
      "Makes an archived theme one that can be chosen again, for organisers and administrators. No effect when it is not " +
      "archived. The id of a theme that was merged is invalid input. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, " +
      "SUSPENDED. Faults: FORBIDDEN.",
  })
  reviveTheme(
    @Ctx() ctx: ThemeContext,
    @Arg("input", () => ReviveThemeInput, { description: "The theme to revive." }) input: ReviveThemeInput,
  ): Promise<ReviveThemePayload> {
    return payload(async () => ({ theme: await setArchived(ctx, input, false) }));
  }

  @Mutation(() => MergeThemesPayload, {
    nullable: true,
    description:
      "Makes one theme of two, for organisers and administrators; it cannot be undone. All that has the first theme has the " +
      "second one instead: ideas, gatherings, practices, drafts, and interests, of which the stance that says more remains. " +
      "The narrower themes of the first lie below the second, its labels and synonyms become synonyms of the second, and its " +
      "slug and id keep resolving, to the second. No effect when they are one already. Errors: INVALID_INPUT, NOT_FOUND, " +
      "TRY_AGAIN, SUSPENDED. Faults: FORBIDDEN.",
  })
  mergeThemes(
    @Ctx() ctx: ThemeContext,
    @Arg("input", () => MergeThemesInput, { description: "The two themes to merge." }) input: MergeThemesInput,
  ): Promise<MergeThemesPayload> {
    return payload(async () => ({ theme: await mergeThemes(ctx, input) }));
  }
}
