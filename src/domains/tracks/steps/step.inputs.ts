import { Field, ID, InputType, Int } from "type-graphql";
import { TrackStepKind } from "../track.enums.js";

@InputType({ description: "A step of a learning track." })
export class TrackStepInput {
  @Field(() => ID, {
    nullable: true,
    description:
      "The id of a present step of the track, which retains what learners did; absent, null or empty for a new step.",
  })
  id?: string | null;

  @Field(() => TrackStepKind, { description: "The kind of the step; that of a present step cannot change." })
  kind: TrackStepKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The title of the step, one line of 1 to 300 characters; required for a reading or an assignment. By default a " +
      "gathering or a series is called by its own title.",
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What to do or to look for; plain text of 1 to 5,000 characters.",
  })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where to find it: an https address of at most 2,000 characters; required for a reading or an assignment.",
  })
  link?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Of a step of the kind GATHERING: the id of a gathering that the caller may see and that is scheduled. May be left " +
      "out until the track is published.",
  })
  gatheringId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Of a step of the kind SERIES: the id of a series with a gathering that the caller may see and that is scheduled. " +
      "May be left out until the track is published.",
  })
  seriesId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Of a step of the kind SERIES: the number of its gatherings at which the learner has to check in, 1 to 100; 1 by default.",
  })
  minAttended?: number | null;
}
