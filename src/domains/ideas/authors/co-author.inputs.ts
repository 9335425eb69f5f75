import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "Whom the caller invites to be a co-author of an idea." })
export class InviteCoAuthorInput {
  @Field(() => ID, { description: "The id of an idea that the caller posted." })
  ideaId: string;

  @Field(() => ID, { description: "The id of a member whose profile the caller may see, and who is not the caller." })
  memberId: string;

  @IdempotencyKeyField("invitation")
  idempotencyKey?: string | null;
}

@InputType({ description: "The answer to an invitation to be a co-author." })
export class RespondToCoAuthorInvitationInput {
  @Field(() => ID, { description: "The id of an invitation that the caller received." })
  id: string;

  @Field(() => Boolean, { description: "True to become a co-author, false to decline." })
  accept: boolean;
}

@InputType({ description: "The co-author, or the invited member, whose part in an idea ends." })
export class RemoveCoAuthorInput {
  @Field(() => ID, { description: "The id of an idea of which the caller is the author or a co-author." })
  ideaId: string;

  @Field(() => ID, {
    description: "The id of the member: for the author any other, for a co-author their own, to leave the idea.",
  })
  memberId: string;
}
