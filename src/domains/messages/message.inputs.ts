import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "A message for the network's coordinators." })
export class LeaveMessageInput {
  @Field(() => String, { description: "What it says, 1 to 5,000 characters." })
  body: string;

  @Field(() => String, {
    nullable: true,
    description: "The name of somebody without an account, 1 to 120 characters; a member leaves it out.",
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where somebody without an account wants an answer; a member leaves it out.",
  })
  email?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The decision of `viewer.moderationDecisions` that it is an appeal against; once a decision, while it stands.",
  })
  appealsDecisionId?: string | null;
}

@InputType({ description: "A message that somebody is done with." })
export class HandleMessageInput {
  @Field(() => ID, { description: "The message." })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: "What other moderators should know, 1 to 2,000 characters; the sender does not see it.",
  })
  note?: string | null;
}
