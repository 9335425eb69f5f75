import { Field, ID, InputType } from "type-graphql";
import { RegistrationAnswerInput } from "../questions/registration-answer.types.js";

@InputType({ description: "The gathering for which to register." })
export class RegisterForGatheringInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;

  @Field(() => [RegistrationAnswerInput], {
    nullable: true,
    description: "The answers to its questions, each question once; those that are required have to be among them.",
  })
  answers?: RegistrationAnswerInput[] | null;
}

@InputType({ description: "The gathering for which to cancel the registration." })
export class CancelRegistrationInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;
}
