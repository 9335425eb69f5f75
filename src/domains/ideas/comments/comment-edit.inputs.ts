import { Field, ID, InputType, Int } from "type-graphql";
import { editedMentions, MentionsField, type MentionInput } from "../mentions/mention.inputs.js";

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

  @MentionsField(editedMentions)
  mentions?: MentionInput[] | null;
}

@InputType({ description: "The comment that is to be withdrawn." })
export class WithdrawCommentInput {
  @Field(() => ID, { description: "The id of a comment or a reply of the caller." })
  id: string;
}
