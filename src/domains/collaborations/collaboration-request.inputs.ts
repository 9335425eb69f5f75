import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "A request to collaborate." })
export class RequestCollaborationInput {
  @Field(() => ID, { description: "Whom to ask; not oneself." })
  memberId: string;

  @Field(() => ID, { nullable: true, description: "An idea that it is about, anybody's; none when absent." })
  ideaId?: string | null;

  @Field(() => String, { description: "What to say, plain text, 1 to 2,000 characters; only the two read it." })
  message: string;
}

@InputType({ description: "The answer to a request." })
export class RespondToCollaborationRequestInput {
  @Field(() => ID, { description: "A request that the caller received." })
  id: string;

  @Field(() => Boolean, { description: "Whether to collaborate." })
  accept: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Why not, 1 to 2,000 characters; only the caller ever reads it. Not with `accept: true`.",
  })
  reason?: string | null;
}

@InputType({ description: "A request to take back." })
export class WithdrawCollaborationRequestInput {
  @Field(() => ID, { description: "A request that the caller sent." })
  id: string;
}
