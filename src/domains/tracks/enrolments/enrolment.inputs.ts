import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "The learning track in which the caller enrols." })
export class EnrolInTrackInput {
  @Field(() => ID, { description: "The id of the track." })
  trackId: string;
}

@InputType({ description: "The learning track that the caller leaves." })
export class LeaveTrackInput {
  @Field(() => ID, { description: "The id of the track." })
  trackId: string;
}
