import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "The idea that the caller wants to hear of." })
export class FollowIdeaInput {
  @Field(() => ID, { description: "The id of the idea." })
  ideaId: string;
}

@InputType({ description: "The idea that the caller no longer wants to hear of." })
export class UnfollowIdeaInput {
  @Field(() => ID, { description: "The id of the idea." })
  ideaId: string;
}
