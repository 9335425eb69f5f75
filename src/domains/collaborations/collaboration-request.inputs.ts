import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "The collaboration request to send." })
export class RequestCollaborationInput {
  @Field(() => ID, { description: "The id of the recipient, who is not the caller." })
  memberId: string;

  @Field(() => ID, {
    nullable: true,
    description: "The id of the idea that the request is about, by any author; absent or null means none.",
  })
  ideaId?: string | null;

  @Field(() => String, {
    description: "The message to the recipient, plain text, 1 to 2,000 characters. Only the two members see it.",
  })
  message: string;

  @IdempotencyKeyField("request")
  idempotencyKey?: string | null;
}

@InputType({ description: "The answer to a collaboration request." })
export class RespondToCollaborationRequestInput {
  @Field(() => ID, {
    description: "The id of a pending request that the caller received, alone or with the members of a collaboration.",
  })
  id: string;

  @Field(() => Boolean, { description: "True to accept the request, false to decline it." })
  accept: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      "The reason for declining, plain text, 1 to 2,000 characters. Only the caller ever sees it. Invalid with " +
      "`accept: true`.",
  })
  reason?: string | null;

  @IdempotencyKeyField("answer")
  idempotencyKey?: string | null;
}

@InputType({ description: "The collaboration request to withdraw." })
export class WithdrawCollaborationRequestInput {
  @Field(() => ID, { description: "The id of a request that the caller sent." })
  id: string;
}
