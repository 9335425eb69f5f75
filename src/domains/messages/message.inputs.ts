import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "A message to the network's coordinators." })
export class LeaveMessageInput {
  @Field(() => String, { description: "The text of the message, plain text, 1 to 5,000 characters." })
  body: string;

  @Field(() => String, {
    nullable: true,
    description: "The sender's name, one line of 1 to 120 characters. Invalid when the caller is signed in.",
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The sender's e-mail address for replies, at most 254 characters. Invalid when the caller is signed in.",
  })
  email?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of a decision in `viewer.moderationDecisions` to appeal against, once for each decision and while it " +
      "is in force. Requires a signed-in caller. Absent or null means that the message is not an appeal.",
  })
  appealsDecisionId?: string | null;

  @IdempotencyKeyField("message")
  idempotencyKey?: string | null;
}
