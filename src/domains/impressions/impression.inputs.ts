import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Suggestions that were shown to the caller." })
export class RecordShownSuggestionsInput {
  @Field(() => [ID], {
    description:
      "The ids of the suggested members that were displayed, at most 100. Ids of members whom the caller " +
      "may not see are ignored.",
  })
  memberIds: string[];
}
