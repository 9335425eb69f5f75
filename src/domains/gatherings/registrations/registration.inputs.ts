import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "The gathering for which to register." })
export class RegisterForGatheringInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;
}

@InputType({ description: "The gathering for which to cancel the registration." })
export class CancelRegistrationInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;
}
