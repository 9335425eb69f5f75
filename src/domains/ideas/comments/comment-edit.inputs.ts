import { Field, ID, InputType, Int } from "type-graphql";
import { MentionInput } from "../mentions/mention.inputs.js";

@InputType({
  description: "The new text of a comment of the caller. An absent field retains its value; null clears it.",
})
export class EditCommentInput {
  @Field(() => ID, { description: "The id of a comment or a reply of the caller." })
  id: string;

  @Field(() => Int, { description: "The version of the comment on which the edit is based." })
  version: number;

  @Field(() => String, { description: "The new text, plain text of 1 to 5,000 characters." })
  body: string;

  @Field(() => [MentionInput], {
    nullable: true,
    description:
      "The members whom the text mentions, which replace all present mentions: at most 10, none overlapping; those whom it " +
      "did not mention before are notified. Null or an empty list removes them; absent retains those whose words stand in " +
      "the new text where they stood.",
  })
  mentions?: MentionInput[] | null;
}

@InputType({ description: "The comment that is to be withdrawn." })
export class WithdrawCommentInput {
  @Field(() => ID, { description: "The id of a comment or a reply of the caller." })
  id: string;
}
