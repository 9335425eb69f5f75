import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "A step of a learning track, and whether the caller has done it." })
export class MarkStepInput {
  @Field(() => ID, { description: "The id of a reading or an assignment of a track in which the caller is enrolled." })
  stepId: string;

  @Field(() => Boolean, { description: "True to mark the step as done, false to take the mark back." })
  done: boolean;
}
