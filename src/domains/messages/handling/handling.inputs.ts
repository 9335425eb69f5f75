import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Who is to handle a message." })
export class AssignMessageInput {
  @Field(() => ID, { description: "The id of an unhandled message." })
  id: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of the organiser or administrator who is to handle it, such as the caller. Absent or null leaves it to nobody " +
      "in particular.",
  })
  memberId?: string | null;
}

@InputType({ description: "The message to mark as handled." })
export class HandleMessageInput {
  @Field(() => ID, { description: "The id of an unhandled message." })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: "A note for other moderators, plain text, 1 to 2,000 characters. The sender does not see it.",
  })
  note?: string | null;
}
