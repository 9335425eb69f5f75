import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "The idea on which the caller wants to join forces." })
export class JoinForcesInput {
  @Field(() => ID, { description: "The id of an idea of another member." })
  ideaId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The message to the author of the idea, or to the members of the collaboration on it, plain text, 1 to 2,000 " +
      "characters; absent or null means none.",
  })
  message?: string | null;

  @IdempotencyKeyField("request")
  idempotencyKey?: string | null;
}

@InputType({ description: "The member to invite to a collaboration." })
export class InviteToCollaborationInput {
  @Field(() => ID, { description: "The id of a collaboration that the caller takes part in, and that is not STOPPED." })
  collaborationId: string;

  @Field(() => ID, { description: "The id of a member who does not take part in it." })
  memberId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The message to the member, plain text, 1 to 2,000 characters; absent or null means none. The other members of the " +
      "collaboration see it, too.",
  })
  message?: string | null;

  @IdempotencyKeyField("request")
  idempotencyKey?: string | null;
}
