import { Field, ID, InputType } from "type-graphql";
import { DismissalReason } from "./dismissal.entity.js";

@InputType({ description: "The suggested member who is to be dismissed." })
export class DismissSuggestionInput {
  @Field(() => ID, { description: "The id of the member, other than the caller." })
  memberId: string;

  @Field(() => DismissalReason, { description: "The reason, which the member never sees." })
  reason: DismissalReason;
}

@InputType({ description: "The member whose dismissal is to be removed." })
export class RestoreSuggestionInput {
  @Field(() => ID, { description: "The id of a member in `viewer.dismissedSuggestions`." })
  memberId: string;
}
