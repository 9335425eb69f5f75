import { Field, ID, InputType } from "type-graphql";
import { DismissalReason } from "./dismissal.entity.js";

@InputType({ description: "Somebody not to suggest any more." })
export class DismissSuggestionInput {
  @Field(() => ID, { description: "The member; not oneself." })
  memberId: string;

  @Field(() => DismissalReason, { description: "Why; the member never hears of it." })
  reason: DismissalReason;
}

@InputType({ description: "Somebody who may be suggested again." })
export class RestoreSuggestionInput {
  @Field(() => ID, { description: "One of `viewer.dismissedSuggestions`." })
  memberId: string;
}
