import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "Whom the caller asks for help with a question." })
export class AskForHelpInput {
  @Field(() => ID, { description: "The id of an idea of the caller of the kind QUESTION, OPEN or IN_PROGRESS." })
  ideaId: string;

  @Field(() => ID, { description: "The id of the member to ask, who is not the caller." })
  memberId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "A message to the member, plain text, 1 to 1,000 characters; absent or null for none. Only the two members see it.",
  })
  message?: string | null;

  @IdempotencyKeyField("request")
  idempotencyKey?: string | null;
}

@InputType({ description: "The request for help to decline." })
export class DeclineHelpRequestInput {
  @Field(() => ID, { description: "The id of a pending request that the caller received." })
  id: string;
}

@InputType({ description: "The request for help to withdraw." })
export class WithdrawHelpRequestInput {
  @Field(() => ID, { description: "The id of a request that the caller sent." })
  id: string;
}
