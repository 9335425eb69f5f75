import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "An answer to a message." })
export class AnswerMessageInput {
  @Field(() => ID, { description: "The id of the message." })
  id: string;

  @Field(() => String, { description: "The text of the answer, plain text, 1 to 5,000 characters." })
  body: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "True marks the message as handled by the caller, unless it is already; false leaves it as it is.",
  })
  handled: boolean;

  @IdempotencyKeyField("answer")
  idempotencyKey?: string | null;
}
