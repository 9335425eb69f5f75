import { Field, ID, InputType, Int } from "type-graphql";

@InputType({
  description:
    "A member whom a text mentions (vermelding), and the words that stand for them, such as `@An`: names are not looked " +
    "for in the text.",
})
export class MentionInput {
  @Field(() => ID, { description: "The id of a member whose profile the caller may see." })
  memberId: string;

  @Field(() => Int, {
    description:
      "Where the words begin: the number of UTF-16 code units of the text before them, 0 or more, as strings are " +
      "indexed in JavaScript. Of the text as it is sent; it may move when spaces before the text are removed.",
  })
  start: number;

  @Field(() => Int, {
    description: "Where the words end: the number of UTF-16 code units of the text up to there, more than `start`.",
  })
  end: number;
}

export const newMentions =
  "The members whom the text mentions, at most 10, none overlapping; they are notified. Null or absent for none.";

export const editedMentions =
  "The members whom the text mentions, which replace all present mentions: at most 10, none overlapping; those whom it " +
  "did not mention before are notified. Null or an empty list removes them; absent retains those whose words stand in " +
  "the new text where they stood.";

/** The mentions in the input of a mutation that writes a text. */
export const MentionsField = (description: string): PropertyDecorator =>
  Field(() => [MentionInput], { nullable: true, description });
