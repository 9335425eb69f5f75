import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "The message to send in a collaboration." })
export class SendMessageInput {
  @Field(() => ID, { description: "The id of a collaboration that the caller takes part in, and that is not STOPPED." })
  collaborationId: string;

  @Field(() => String, { description: "The text of the message; plain text of 1 to 5,000 characters." })
  body: string;

  @IdempotencyKeyField("message")
  idempotencyKey?: string | null;
}

@InputType({ description: "The messages of a collaboration to mark as read." })
export class MarkMessagesReadInput {
  @Field(() => ID, { description: "The id of a collaboration that the caller takes part in." })
  collaborationId: string;

  @Field(() => ID, {
    description:
      "The id of a message of the collaboration: marks it and all older ones, so that messages sent in the meantime stay " +
      "unread. An older message than before changes nothing.",
  })
  upTo: string;
}
