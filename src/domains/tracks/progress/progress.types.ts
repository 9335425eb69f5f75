import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "How far a learner is in a learning track (voortgang)." })
export class TrackProgress {
  @Field(() => Int, { description: "Number of steps that the learner has done; it may be more than `needed`." })
  done: number;

  @Field(() => Int, {
    description: "Number of steps that completes the track for the learner; 0 while no step counts.",
  })
  needed: number;
}

@ObjectType({ description: "A step of a learning track, as it stands for a learner (stand van een stap)." })
export class StepProgress {
  enrolmentId: string;
  stepId: string;

  @Field(() => Boolean, {
    description: "Whether the step counts for completing the track. One that is done counts in any case.",
  })
  counts: boolean;

  @Field(() => Date, {
    nullable: true,
    description: "When the learner marked the step, or checked in; null while it is not done.",
  })
  doneAt: Date | null;
}
