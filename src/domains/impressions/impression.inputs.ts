import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Suggestions that the caller was shown." })
export class RecordShownSuggestionsInput {
  @Field(() => [ID], {
    description:
      "The members, as they came on the screen; at most 100. Ids of nobody whom the caller sees are passed over.",
  })
  memberIds: string[];
}
