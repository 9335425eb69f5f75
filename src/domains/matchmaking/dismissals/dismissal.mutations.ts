import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { payload } from "../../../core/errors/user-error.js";
import { callingViewer, ViewerPayload } from "../../identity/viewer.payload.js";
import { SuggestionDismissal } from "./dismissal.entity.js";
import { DismissSuggestionInput, RestoreSuggestionInput } from "./dismissal.inputs.js";
import { dismissSuggestion, restoreSuggestion } from "./dismissal.service.js";

@ObjectType({ description: "The result of `dismissSuggestion`." })
export class DismissSuggestionPayload extends ViewerPayload {
  @Field(() => SuggestionDismissal, {
    nullable: true,
    description: "The dismissed member; null when nothing was changed.",
  })
  dismissed?: SuggestionDismissal | null;
}

@ObjectType({ description: "The result of `restoreSuggestion`." })
export class RestoreSuggestionPayload extends ViewerPayload {}

@Resolver()
export class DismissalMutations {
  @Mutation(() => DismissSuggestionPayload, {
    nullable: true,
    description:
      "Dismisses a member as a suggestion: the member is no longer suggested to the caller, neither in " +
      "general nor for the caller's ideas, and is not notified. Repeated, it replaces the reason. Errors: " +
      "INVALID_INPUT, NOT_FOUND, TRY_AGAIN, SUSPENDED.",
  })
  dismissSuggestion(
    @Ctx() ctx: Context,
    @Arg("input", () => DismissSuggestionInput, { description: "The member to dismiss, with the reason." })
    input: DismissSuggestionInput,
  ): Promise<DismissSuggestionPayload> {
    return payload(async () => ({ dismissed: await dismissSuggestion(ctx, input), viewer: callingViewer(ctx) }));
  }

  @Mutation(() => RestoreSuggestionPayload, {
    nullable: true,
    description:
      "Removes the caller's dismissal of a member, who may be suggested again; no effect if there is " +
      "none. Errors: INVALID_INPUT, TRY_AGAIN, SUSPENDED.",
  })
  restoreSuggestion(
    @Ctx() ctx: Context,
    @Arg("input", () => RestoreSuggestionInput, { description: "The member to suggest again." })
    input: RestoreSuggestionInput,
  ): Promise<RestoreSuggestionPayload> {
    return payload(async () => {
      await restoreSuggestion(ctx, input.memberId);
      return { viewer: callingViewer(ctx) };
    });
  }
}
