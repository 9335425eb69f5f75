import { Field, ID, InputType } from "type-graphql";
import { RegistrationAnswerInput } from "../questions/registration-answer.types.js";

@InputType({ description: "The series for which to register." })
export class RegisterForSeriesInput {
  @Field(() => ID, { description: "The id of the series." })
  seriesId: string;

  @Field(() => [ID], {
    nullable: true,
    description: "The ids of gatherings of the series for which the caller does not register; none by default.",
  })
  except?: string[] | null;

  @Field(() => [RegistrationAnswerInput], {
    nullable: true,
    description: "The answers to the questions of its gatherings; one to a question of several is for all of them.",
  })
  answers?: RegistrationAnswerInput[] | null;
}

@InputType({ description: "The series for which to cancel the registration." })
export class CancelSeriesRegistrationInput {
  @Field(() => ID, { description: "The id of the series." })
  seriesId: string;
}
