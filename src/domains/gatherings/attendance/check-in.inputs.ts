import { Field, ID, InputType } from "type-graphql";

@InputType({
  description: "Who is there: exactly one of `registrationId`, `code`, `memberId` and `guestName`.",
})
export class CheckInInput {
  @Field(() => ID, { description: "The id of the gathering, which the caller hosts." })
  gatheringId: string;

  @Field(() => ID, {
    nullable: true,
    description: "The id of a registration for the gathering, from its list; also one on the waiting list.",
  })
  registrationId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The `checkInCode` of a participant, typed or scanned: in either letter case, with or without dashes and spaces.",
  })
  code?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of a member who is there, registered or not (walk-in); the caller must be able to see the profile.",
  })
  memberId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The name of somebody who is there without an account and without a registration (walk-in), one line of 1 to 120 " +
      "characters.",
  })
  guestName?: string | null;
}

@InputType({ description: "The registration whose check-in is undone." })
export class UndoCheckInInput {
  @Field(() => ID, { description: "The id of a registration for a gathering that the caller hosts." })
  registrationId: string;
}
