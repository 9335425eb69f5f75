import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { recordShownSuggestions } from "./impression.service.js";

@InputType({ description: "Suggestions that were shown to the caller." })
export class RecordShownSuggestionsInput {
  @Field(() => [ID], {
    description:
      "The ids of the suggested members that were displayed, at most 100. Ids of members whom the caller " +
      "may not see are ignored.",
  })
  memberIds: string[];
}

@ObjectType({ description: "The result of `recordShownSuggestions`." })
export class RecordShownSuggestionsPayload extends Payload {
  @Field(() => Int, {
    description: "Number of members counted, 0 to 100: without those who were already counted today.",
  })
  recorded: number;
}

@Resolver()
export class ImpressionMutations {
  @Mutation(() => RecordShownSuggestionsPayload, {
    nullable: true,
    description:
      "Records which suggested members were shown to the caller, each at most once per day (UTC). A " +
      "member who was shown on more than three days without a collaboration request ranks lower for the " +
      "caller, until thirty days pass without being shown; a member who was shown to very many members " +
      "ranks lower for everybody. Nobody is notified. Errors: INVALID_INPUT.",
  })
  async recordShownSuggestions(
    @Ctx() ctx: Context,
    @Arg("input", () => RecordShownSuggestionsInput, { description: "The members that were shown." })
    { memberIds }: RecordShownSuggestionsInput,
  ): Promise<RecordShownSuggestionsPayload> {
    const result = await payload(async () => ({ recorded: await recordShownSuggestions(ctx, memberIds) }));
    return { recorded: 0, ...result };
  }
}
