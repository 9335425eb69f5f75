import { Arg, Ctx, Field, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { RecordShownSuggestionsInput } from "./impression.inputs.js";
import { recordShownSuggestions } from "./impression.service.js";

@ObjectType({ description: "The answer of `recordShownSuggestions`." })
export class RecordShownSuggestionsPayload extends Payload {
  @Field(() => Int, {
    description: "How many members were counted: 0 to 100, without those who were counted today already.",
  })
  recorded: number;
}

@Resolver()
export class ImpressionMutations {
  @Mutation(() => RecordShownSuggestionsPayload, {
    description:
      "Tells which suggestions the caller was shown, for who is signed in. Each member counts once a day (UTC). Who is shown on many days " +
      "and not asked ranks lower for the caller, until thirty days without; who is shown to very many ranks lower for all. Nobody is told. INVALID_INPUT.",
  })
  async recordShownSuggestions(
    @Ctx() ctx: Context,
    @Arg("input", () => RecordShownSuggestionsInput, { description: "Whom." })
    { memberIds }: RecordShownSuggestionsInput,
  ): Promise<RecordShownSuggestionsPayload> {
    const result = await payload(async () => ({ recorded: await recordShownSuggestions(ctx, memberIds) }));
    return { recorded: 0, ...result };
  }
}
