import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "The decision of a host about a registration." })
export class DecideRegistrationInput {
  @Field(() => ID, { description: "The id of the registration." })
  id: string;

  @Field(() => Boolean, {
    description:
      "True gives a request or a declined registration a place, on the waiting list if the gathering is full, and one " +
      "that waits a free place once the waiting list has closed. False declines the registration, or withdraws the " +
      "invitation.",
  })
  accept: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Why it is declined, for whom it is; plain text of 1 to 2,000 characters. Only without `accept`.",
  })
  reason?: string | null;
}

@InputType({ description: "The members who are invited to a gathering." })
export class InviteToGatheringInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;

  @Field(() => [ID], { description: "The ids of the members: 1 to 50." })
  memberIds: string[];
}
