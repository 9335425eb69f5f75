import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "A decision of an organiser on a practice in review." })
export class DecidePracticeInput {
  @Field(() => ID, { description: "The id of the practice." })
  id: string;

  @Field(() => Boolean, { description: "True publishes the practice, false declines it." })
  approve: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      "What the sharer should know about the decision, such as what to change; plain text of 1 to 1,000 characters, for the " +
      "sharer, organisers and administrators.",
  })
  note?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The version that was read: the decision fails if there is a later one. Absent for the latest.",
  })
  version?: number | null;
}
