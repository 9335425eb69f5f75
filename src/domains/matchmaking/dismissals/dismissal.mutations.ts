import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { payload, Payload } from "../../../core/errors/user-error.js";
import { SuggestionDismissal } from "./dismissal.entity.js";
import { DismissSuggestionInput, RestoreSuggestionInput } from "./dismissal.inputs.js";
import { dismissSuggestion, restoreSuggestion } from "./dismissal.service.js";

@ObjectType({ description: "The answer of `dismissSuggestion`." })
export class DismissSuggestionPayload extends Payload {
  @Field(() => SuggestionDismissal, {
    nullable: true,
    description: "Who is not suggested any more; null when nothing was changed.",
  })
  dismissed?: SuggestionDismissal | null;
}

@ObjectType({ description: "The answer of `restoreSuggestion`." })
export class RestoreSuggestionPayload extends Payload {}

@Resolver()
export class DismissalMutations {
  @Mutation(() => DismissSuggestionPayload, {
    description:
      "From now on this member is not suggested to the caller, nor for the caller's ideas; the member is not told. INVALID_INPUT, NOT_FOUND.",
  })
  dismissSuggestion(
    @Ctx() ctx: Context,
    @Arg("input", () => DismissSuggestionInput, { description: "Whom, and why." }) input: DismissSuggestionInput,
  ): Promise<DismissSuggestionPayload> {
    return payload(async () => ({ dismissed: await dismissSuggestion(ctx, input) }));
  }

  @Mutation(() => RestoreSuggestionPayload, {
    description: "Takes a dismissal of the caller's back; without one nothing changes. INVALID_INPUT.",
  })
  restoreSuggestion(
    @Ctx() ctx: Context,
    @Arg("input", () => RestoreSuggestionInput, { description: "Whom." }) input: RestoreSuggestionInput,
  ): Promise<RestoreSuggestionPayload> {
    return payload(async () => {
      await restoreSuggestion(ctx, input.memberId);
      return {};
    });
  }
}
